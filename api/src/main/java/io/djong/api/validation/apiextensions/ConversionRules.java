package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceConversion;
import io.djong.api.types.apiextensions.v1.WebhookClientConfig;
import io.djong.api.types.apiextensions.v1.WebhookConversion;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import io.djong.api.validation.webhook.WebhookClientRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who makes one version of an object from another.
final class ConversionRules {
    private static final List<String> STRATEGIES = List.of("None", "Webhook");
    private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
    private static final String ONLY_WEBHOOK = "should not be set when strategy is not set to Webhook";
    private static final int PORT = 443;

    private ConversionRules() {}

    static boolean isReviewVersion(String version) {
        return REVIEW_VERSIONS.contains(version);
    }

    /// @param known whether a version of reviews that we know must be among those of the webhook
    static void check(
            FieldErrors errors, FieldPath path, @Nullable CustomResourceConversion conversion, boolean known) {
        if (conversion == null) {
            return;
        }
        String strategy = conversion.strategy();
        if (strategy.isEmpty()) {
            errors.required(path.child("strategy"));
        } else if (!STRATEGIES.contains(strategy)) {
            errors.notSupported(path.child("strategy"), strategy, STRATEGIES);
        }
        var webhook = conversion.webhook() == null ? WebhookConversion.EMPTY : conversion.webhook();
        var client = webhook.clientConfig();
        var versions = webhook.conversionReviewVersions();
        if (strategy.equals("Webhook")) {
            client(errors, path.child("webhookClientConfig"), client);
            reviewVersions(errors, path.child("conversionReviewVersions"), versions, known);
            return;
        }
        if (client != null) {
            errors.forbidden(path.child("webhookClientConfig"), ONLY_WEBHOOK);
        }
        if (!versions.isEmpty()) {
            errors.forbidden(path.child("conversionReviewVersions"), ONLY_WEBHOOK);
        }
    }

    private static void client(FieldErrors errors, FieldPath path, @Nullable WebhookClientConfig client) {
        if (client == null) {
            errors.required(path, "required when strategy is set to Webhook");
            return;
        }
        var service = client.service();
        if ((client.url() == null) == (service == null)) {
            errors.required(path, "exactly one of url or service is required");
        } else if (client.url() != null) {
            WebhookClientRules.url(errors, path.child("url"), client.url());
        } else if (service != null) {
            int port = service.port() == null ? PORT : service.port();
            WebhookClientRules.service(
                    errors, path.child("service"), service.namespace(), service.name(), service.path(), port);
        }
    }

    private static void reviewVersions(FieldErrors errors, FieldPath path, List<String> versions, boolean known) {
        if (versions.isEmpty()) {
            errors.required(path);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.get(i);
            if (seen.add(version)) {
                errors.invalidEach(path.index(i), version, DnsNames.label1035(version));
            } else {
                errors.invalid(path.index(i), version, "duplicate version");
            }
        }
        if (known && versions.stream().noneMatch(ConversionRules::isReviewVersion)) {
            errors.invalidShown(
                    path, Shown.texts(versions), "must include at least one of " + String.join(", ", REVIEW_VERSIONS));
        }
    }
}
