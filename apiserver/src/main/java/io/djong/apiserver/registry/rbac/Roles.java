package io.djong.apiserver.registry.rbac;

import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.Role;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Permissions in a namespace.
public final class Roles {
    private Roles() {}

    /// The declaration.
    public static ResourceDeclaration<Role> declaration() {
        return ResourceDeclaration.of(
                RbacV1.ROLES,
                "/registry/roles",
                new Strategy<>() {
                    @Override
                    public boolean allowsCreateOnUpdate() {
                        return true;
                    }
                },
                columns());
    }

    private static ColumnTable<Role> columns() {
        return ColumnTable.<Role>named().createdAt();
    }
}
