package io.djong.apiserver.registry.rbac;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Permissions in all namespaces and on cluster-scoped resources.
public final class ClusterRoles {
    private ClusterRoles() {}

    /// The declaration.
    public static ResourceDeclaration<ClusterRole> declaration() {
        return ResourceDeclaration.of(
                RbacV1.CLUSTER_ROLES,
                "/registry/clusterroles",
                new Strategy<>() {
                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
    }

    private static ColumnTable<ClusterRole> columns() {
        return ColumnTable.<ClusterRole>named().createdAt();
    }
}
