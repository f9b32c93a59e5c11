package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Secret;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;

/// Confidential data of pods.
public final class Secrets {
    private Secrets() {}

    /// The declaration.
    public static ResourceDeclaration<Secret> declaration() {
        var columns = ColumnTable.<Secret>named()
                .text("Type", "What the data is for.", Secret::type)
                .column("Data", "string", "", 0, "How many keys there are.", (secret, now) ->
                        (long) secret.data().size())
                .age();
        return ResourceDeclaration.of(CoreV1.SECRETS, "/registry/secrets", new SecretStrategy(), columns)
                .withFields(SelectableFields.<Secret>none().and("type", Secret::type));
    }

    private static final class SecretStrategy implements Strategy<Secret> {
        /// An empty type means: as it was.
        @Override
        public Secret prepareForUpdate(Secret secret, Secret old, OperationContext context) {
            return secret.type().isEmpty() ? secret.withType(old.type()) : secret;
        }
    }
}
