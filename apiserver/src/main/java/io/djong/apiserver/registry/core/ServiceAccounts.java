package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.resource.Subresource;
import java.util.List;

/// Identities of pods.
public final class ServiceAccounts {
    private ServiceAccounts() {}

    /// The declaration.
    ///
    /// @param tokens signs tokens for accounts
    public static ResourceDeclaration<ServiceAccount> declaration(Subresource.Action<ServiceAccount, ?> tokens) {
        return ResourceDeclaration.of(
                        CoreV1.SERVICE_ACCOUNTS,
                        "/registry/serviceaccounts",
                        new Strategy<>() {
                            @Override
                            public boolean returnsDeletedObject() {
                                return true;
                            }
                        },
                        columns())
                .withSubresources(List.of(tokens));
    }

    private static ColumnTable<ServiceAccount> columns() {
        return ColumnTable.<ServiceAccount>named().age();
    }
}
