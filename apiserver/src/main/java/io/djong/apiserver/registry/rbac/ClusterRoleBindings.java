package io.djong.apiserver.registry.rbac;

import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Who has a role everywhere.
public final class ClusterRoleBindings {
    private ClusterRoleBindings() {}

    /// The declaration.
    public static ResourceDeclaration<ClusterRoleBinding> declaration() {
        return ResourceDeclaration.of(
                RbacV1.CLUSTER_ROLE_BINDINGS,
                "/registry/clusterrolebindings",
                new Strategy<>() {
                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
    }

    private static ColumnTable<ClusterRoleBinding> columns() {
        return Bindings.columns(
                ColumnTable.<ClusterRoleBinding>named(), ClusterRoleBinding::roleRef, ClusterRoleBinding::subjects);
    }
}
