package io.djong.apiserver.registry.admission;

import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.MutatingWebhookConfiguration;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;

/// Programs outside that may change writes.
public final class MutatingWebhookConfigurations {
    private MutatingWebhookConfigurations() {}

    /// The declaration.
    public static ResourceDeclaration<MutatingWebhookConfiguration> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1.MUTATING_WEBHOOK_CONFIGURATIONS,
                        "/registry/mutatingwebhookconfigurations",
                        new Hooks(),
                        columns())
                .unenforced();
    }

    private static ColumnTable<MutatingWebhookConfiguration> columns() {
        return ColumnTable.<MutatingWebhookConfiguration>named()
                .integer("Webhooks", "How many webhooks there are.", configuration ->
                        (long) configuration.webhooks().size())
                .age();
    }

    private static final class Hooks implements Reserved<MutatingWebhookConfiguration> {
        @Override
        public MutatingWebhookConfiguration prepareForCreate(
                MutatingWebhookConfiguration configuration, OperationContext context) {
            return Metadata.with(configuration, meta -> meta.withGeneration(1));
        }

        @Override
        public MutatingWebhookConfiguration prepareForUpdate(
                MutatingWebhookConfiguration configuration,
                MutatingWebhookConfiguration old,
                OperationContext context) {
            var same = configuration.webhooks().equals(old.webhooks());
            return Metadata.with(
                    configuration, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
