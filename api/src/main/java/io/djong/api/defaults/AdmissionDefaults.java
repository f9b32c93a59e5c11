package io.djong.api.defaults;

import io.djong.api.types.admissionregistration.v1.MatchResources;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.MutatingWebhook;
import io.djong.api.types.admissionregistration.v1.MutatingWebhookConfiguration;
import io.djong.api.types.admissionregistration.v1.NamedRuleWithOperations;
import io.djong.api.types.admissionregistration.v1.RuleWithOperations;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhook;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.api.types.admissionregistration.v1.WebhookClientConfig;
import io.djong.api.types.meta.v1.LabelSelector;
import org.jspecify.annotations.Nullable;

/// Webhooks and policies: they fail closed, and match all that is equivalent.
final class AdmissionDefaults {
    private static final String FAIL = "Fail";
    private static final String EQUIVALENT = "Equivalent";
    private static final String ANY = "*";
    private static final int TIMEOUT_SECONDS = 10;
    private static final int PORT = 443;

    private AdmissionDefaults() {}

    static ValidatingWebhookConfiguration apply(ValidatingWebhookConfiguration configuration) {
        return configuration.withWebhooks(Mapped.list(configuration.webhooks(), AdmissionDefaults::hook));
    }

    static MutatingWebhookConfiguration apply(MutatingWebhookConfiguration configuration) {
        return configuration.withWebhooks(Mapped.list(configuration.webhooks(), AdmissionDefaults::hook));
    }

    private static ValidatingWebhook hook(ValidatingWebhook given) {
        var hook = given.withFailurePolicy(or(given.failurePolicy(), FAIL))
                .withMatchPolicy(or(given.matchPolicy(), EQUIVALENT))
                .withNamespaceSelector(or(given.namespaceSelector()))
                .withObjectSelector(or(given.objectSelector()))
                .withRules(Mapped.list(given.rules(), AdmissionDefaults::rule))
                .withClientConfig(client(given.clientConfig()));
        return hook.timeoutSeconds() == null ? hook.withTimeoutSeconds(TIMEOUT_SECONDS) : hook;
    }

    private static MutatingWebhook hook(MutatingWebhook given) {
        var hook = given.withFailurePolicy(or(given.failurePolicy(), FAIL))
                .withMatchPolicy(or(given.matchPolicy(), EQUIVALENT))
                .withNamespaceSelector(or(given.namespaceSelector()))
                .withObjectSelector(or(given.objectSelector()))
                .withRules(Mapped.list(given.rules(), AdmissionDefaults::rule))
                .withClientConfig(client(given.clientConfig()))
                .withReinvocationPolicy(or(given.reinvocationPolicy(), "Never"));
        return hook.timeoutSeconds() == null ? hook.withTimeoutSeconds(TIMEOUT_SECONDS) : hook;
    }

    private static WebhookClientConfig client(WebhookClientConfig client) {
        var service = client.service();
        return service == null || service.port() != null ? client : client.withService(service.withPort(PORT));
    }

    static ValidatingAdmissionPolicy apply(ValidatingAdmissionPolicy policy) {
        var spec = policy.spec();
        return policy.withSpec(spec.withFailurePolicy(or(spec.failurePolicy(), FAIL))
                .withMatchConstraints(match(spec.matchConstraints())));
    }

    static ValidatingAdmissionPolicyBinding apply(ValidatingAdmissionPolicyBinding binding) {
        var spec = binding.spec();
        return binding.withSpec(spec.withMatchResources(match(spec.matchResources())));
    }

    static MutatingAdmissionPolicy apply(MutatingAdmissionPolicy policy) {
        var spec = policy.spec();
        return policy.withSpec(spec.withFailurePolicy(or(spec.failurePolicy(), FAIL))
                .withMatchConstraints(match(spec.matchConstraints())));
    }

    static MutatingAdmissionPolicyBinding apply(MutatingAdmissionPolicyBinding binding) {
        var spec = binding.spec();
        return binding.withSpec(spec.withMatchResources(match(spec.matchResources())));
    }

    private static @Nullable MatchResources match(@Nullable MatchResources given) {
        if (given == null) {
            return null;
        }
        return given.withMatchPolicy(or(given.matchPolicy(), EQUIVALENT))
                .withNamespaceSelector(or(given.namespaceSelector()))
                .withObjectSelector(or(given.objectSelector()))
                .withResourceRules(Mapped.list(given.resourceRules(), AdmissionDefaults::rule))
                .withExcludeResourceRules(Mapped.list(given.excludeResourceRules(), AdmissionDefaults::rule));
    }

    private static RuleWithOperations rule(RuleWithOperations rule) {
        return rule.scope() == null ? rule.withScope(ANY) : rule;
    }

    private static NamedRuleWithOperations rule(NamedRuleWithOperations rule) {
        return rule.scope() == null ? rule.withScope(ANY) : rule;
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    private static LabelSelector or(@Nullable LabelSelector given) {
        return given == null ? LabelSelector.EMPTY : given;
    }
}
