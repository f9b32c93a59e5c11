package io.djong.apiserver.registry.rbac;

import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Who has a role in a namespace.
public final class RoleBindings {
    private RoleBindings() {}

    /// The declaration.
    public static ResourceDeclaration<RoleBinding> declaration() {
        return ResourceDeclaration.of(
                RbacV1.ROLE_BINDINGS,
                "/registry/rolebindings",
                new Strategy<>() {
                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
    }

    private static ColumnTable<RoleBinding> columns() {
        return Bindings.columns(ColumnTable.<RoleBinding>named(), RoleBinding::roleRef, RoleBinding::subjects);
    }
}
