package io.djong.apiserver.registry.admission;

import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;

/// Programs outside that may refuse writes.
public final class ValidatingWebhookConfigurations {
    private ValidatingWebhookConfigurations() {}

    /// The declaration.
    public static ResourceDeclaration<ValidatingWebhookConfiguration> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1.VALIDATING_WEBHOOK_CONFIGURATIONS,
                        "/registry/validatingwebhookconfigurations",
                        new Hooks(),
                        columns())
                .unenforced();
    }

    private static ColumnTable<ValidatingWebhookConfiguration> columns() {
        return ColumnTable.<ValidatingWebhookConfiguration>named()
                .integer("Webhooks", "How many webhooks there are.", configuration ->
                        (long) configuration.webhooks().size())
                .age();
    }

    private static final class Hooks implements Reserved<ValidatingWebhookConfiguration> {
        @Override
        public ValidatingWebhookConfiguration prepareForCreate(
                ValidatingWebhookConfiguration configuration, OperationContext context) {
            return Metadata.with(configuration, meta -> meta.withGeneration(1));
        }

        @Override
        public ValidatingWebhookConfiguration prepareForUpdate(
                ValidatingWebhookConfiguration configuration,
                ValidatingWebhookConfiguration old,
                OperationContext context) {
            var same = configuration.webhooks().equals(old.webhooks());
            return Metadata.with(
                    configuration, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
