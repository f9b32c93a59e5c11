package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.request.OperationContext;
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
                        CoreV1.SERVICE_ACCOUNTS, "/registry/serviceaccounts", new AccountStrategy(), columns())
                .withSubresources(List.of(tokens));
    }

    private static final class AccountStrategy implements Strategy<ServiceAccount> {
        private static final String MOUNTABLE = "kubernetes.io/enforce-mountable-secrets";

        @Override
        public ServiceAccount prepareForCreate(ServiceAccount account, OperationContext context) {
            return onlyNames(account);
        }

        @Override
        public ServiceAccount prepareForUpdate(ServiceAccount account, ServiceAccount old, OperationContext context) {
            return onlyNames(account);
        }

        /// Secrets of the account's own namespace are told by name alone.
        private static ServiceAccount onlyNames(ServiceAccount account) {
            return account.withSecrets(account.secrets().stream()
                    .map(secret -> ObjectReference.EMPTY.withName(secret.name()))
                    .toList());
        }

        @Override
        public List<String> warningsOnCreate(ServiceAccount account) {
            return account.metadata().annotations().containsKey(MOUNTABLE)
                    ? List.of(
                            "metadata.annotations[" + MOUNTABLE + "]: deprecated in v1.32+; prefer separate namespaces"
                                    + " to isolate access to mounted secrets")
                    : List.of();
        }

        @Override
        public List<String> warningsOnUpdate(ServiceAccount account, ServiceAccount old) {
            return old.metadata().annotations().containsKey(MOUNTABLE) ? List.of() : warningsOnCreate(account);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<ServiceAccount> columns() {
        return ColumnTable.<ServiceAccount>named().age();
    }
}
