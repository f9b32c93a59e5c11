package io.djong.api.defaults;

import io.djong.api.types.apiextensions.v1.CustomResourceConversion;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.Locale;

/// Definitions of further kinds: names that follow from the kind, and the version that is stored.
final class DefinitionDefaults {
    private static final int PORT = 443;

    private DefinitionDefaults() {}

    static CustomResourceDefinition apply(CustomResourceDefinition definition) {
        var spec = definition.spec();
        var names = spec.names();
        if (names.singular().isEmpty()) {
            names = names.withSingular(names.kind().toLowerCase(Locale.ROOT));
        }
        if (names.listKind().isEmpty() && !names.kind().isEmpty()) {
            names = names.withListKind(names.kind() + "List");
        }
        var conversion = spec.conversion() == null
                ? CustomResourceConversion.EMPTY.withStrategy("None")
                : conversion(spec.conversion());
        var status = definition.status();
        if (status.storedVersions().isEmpty()) {
            status = status.withStoredVersions(spec.versions().stream()
                    .filter(CustomResourceDefinitionVersion::storage)
                    .limit(1)
                    .map(CustomResourceDefinitionVersion::name)
                    .toList());
        }
        return definition
                .withSpec(spec.withNames(names).withConversion(conversion))
                .withStatus(status);
    }

    private static CustomResourceConversion conversion(CustomResourceConversion conversion) {
        var webhook = conversion.webhook();
        var client = webhook == null ? null : webhook.clientConfig();
        var service = client == null ? null : client.service();
        if (webhook == null || client == null || service == null || service.port() != null) {
            return conversion;
        }
        return conversion.withWebhook(webhook.withClientConfig(client.withService(service.withPort(PORT))));
    }
}
