package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MutatingWebhook;
import io.djong.api.types.admissionregistration.v1.MutatingWebhookConfiguration;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhook;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import io.djong.api.validation.webhook.WebhookClientRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Programs outside that are asked about writes. What an old object already had wrong in certain ways
/// may stay so.
public final class WebhookRules {
    private static final FieldPath WEBHOOKS = FieldPath.of("webhooks");
    private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
    private static final List<String> REINVOCATION_POLICIES = List.of("IfNeeded", "Never");
    private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun", "Some", "Unknown");
    private static final List<String> NO_SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
    private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
    private static final int TIMEOUT_SECONDS_MAX = 30;
    private static final int PORT = 443;

    private final FieldErrors errors;
    private final WebhookLeniency leniency;
    private final AdmissionExpressions.Scope expressions;

    private WebhookRules(FieldErrors errors, WebhookLeniency leniency, AdmissionExpressions expressions) {
        this.errors = errors;
        this.leniency = leniency;
        this.expressions = expressions.scope();
    }

    /// A new configuration.
    public static void create(
            FieldErrors errors, ValidatingWebhookConfiguration configuration, AdmissionExpressions expressions) {
        ObjectMetaRules.createGeneric(
                errors, configuration.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        new WebhookRules(errors, WebhookLeniency.NONE, expressions).all(Hook.of(configuration));
    }

    /// A new configuration.
    public static void create(
            FieldErrors errors, MutatingWebhookConfiguration configuration, AdmissionExpressions expressions) {
        ObjectMetaRules.createGeneric(
                errors, configuration.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        new WebhookRules(errors, WebhookLeniency.NONE, expressions).all(Hook.of(configuration));
    }

    /// A changed configuration.
    public static void update(
            FieldErrors errors,
            ValidatingWebhookConfiguration configuration,
            ValidatingWebhookConfiguration old,
            AdmissionExpressions expressions) {
        ObjectMetaRules.createGeneric(
                errors, configuration.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        var hooks = Hook.of(configuration);
        new WebhookRules(errors, WebhookLeniency.of(hooks, Hook.of(old)), expressions).all(hooks);
    }

    /// A changed configuration.
    public static void update(
            FieldErrors errors,
            MutatingWebhookConfiguration configuration,
            MutatingWebhookConfiguration old,
            AdmissionExpressions expressions) {
        ObjectMetaRules.createGeneric(
                errors, configuration.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        var hooks = Hook.of(configuration);
        new WebhookRules(errors, WebhookLeniency.of(hooks, Hook.of(old)), expressions).all(hooks);
    }

    /// A webhook of either kind.
    ///
    /// @param reinvocation empty where there is none
    record Hook(ValidatingWebhook hook, List<String> reinvocation) {
        static List<Hook> of(ValidatingWebhookConfiguration configuration) {
            var hooks = new ArrayList<Hook>();
            for (var hook : configuration.webhooks()) {
                hooks.add(new Hook(hook, List.of()));
            }
            return hooks;
        }

        static List<Hook> of(MutatingWebhookConfiguration configuration) {
            var hooks = new ArrayList<Hook>();
            for (var hook : configuration.webhooks()) {
                var policy = hook.reinvocationPolicy();
                hooks.add(new Hook(plain(hook), policy == null ? List.of() : List.of(policy)));
            }
            return hooks;
        }

        private static ValidatingWebhook plain(MutatingWebhook hook) {
            return ValidatingWebhook.EMPTY
                    .withName(hook.name())
                    .withClientConfig(hook.clientConfig())
                    .withRules(hook.rules())
                    .withFailurePolicy(hook.failurePolicy())
                    .withMatchPolicy(hook.matchPolicy())
                    .withNamespaceSelector(hook.namespaceSelector())
                    .withObjectSelector(hook.objectSelector())
                    .withSideEffects(hook.sideEffects())
                    .withTimeoutSeconds(hook.timeoutSeconds())
                    .withAdmissionReviewVersions(hook.admissionReviewVersions())
                    .withMatchConditions(hook.matchConditions());
        }
    }

    static boolean hasNoSideEffects(ValidatingWebhook hook) {
        return hook.sideEffects() != null && NO_SIDE_EFFECTS.contains(hook.sideEffects());
    }

    static boolean isReviewVersion(String version) {
        return REVIEW_VERSIONS.contains(version);
    }

    private void all(List<Hook> hooks) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < hooks.size(); i++) {
            var at = WEBHOOKS.index(i);
            var hook = hooks.get(i).hook();
            choices(at, hook);
            for (String policy : hooks.get(i).reinvocation()) {
                if (!REINVOCATION_POLICIES.contains(policy)) {
                    errors.notSupported(at.child("reinvocationPolicy"), policy, REINVOCATION_POLICIES);
                }
            }
            client(at.child("clientConfig"), hook);
            if (!leniency.sameConditions()) {
                MatchConditionRules.check(
                        errors, at.child("matchConditions"), hook.matchConditions(), expressions, false);
            }
            reviewVersions(at.child("admissionReviewVersions"), hook.admissionReviewVersions());
            if (!leniency.sharedNames() && !hook.name().isEmpty() && !names.add(hook.name())) {
                errors.duplicate(at.child("name"), hook.name());
            }
        }
    }

    private void choices(FieldPath at, ValidatingWebhook hook) {
        DnsNames.fullyQualifiedName(errors, at.child("name"), hook.name());
        for (int j = 0; j < hook.rules().size(); j++) {
            MatchRules.rule(errors, at.child("rules").index(j), hook.rules().get(j));
        }
        failurePolicy(errors, at.child("failurePolicy"), hook.failurePolicy());
        MatchRules.matchPolicy(errors, at.child("matchPolicy"), hook.matchPolicy());
        var allowed = leniency.sideEffects() ? SIDE_EFFECTS : NO_SIDE_EFFECTS;
        var effects = hook.sideEffects();
        if (effects == null) {
            errors.required(at.child("sideEffects"), "must specify one of " + String.join(", ", allowed));
        } else if (!allowed.contains(effects)) {
            errors.notSupported(at.child("sideEffects"), effects, allowed);
        }
        var seconds = hook.timeoutSeconds();
        if (seconds != null && (seconds > TIMEOUT_SECONDS_MAX || seconds < 1)) {
            errors.invalid(at.child("timeoutSeconds"), seconds, "the timeout value must be between 1 and 30 seconds");
        }
        boolean any = leniency.anyLabelValues();
        LabelSelectorRules.check(errors, at.child("namespaceSelector"), hook.namespaceSelector(), any);
        LabelSelectorRules.check(errors, at.child("objectSelector"), hook.objectSelector(), any);
    }

    static void failurePolicy(FieldErrors errors, FieldPath path, @Nullable String policy) {
        if (policy != null && !FAILURE_POLICIES.contains(policy)) {
            errors.notSupported(path, policy, FAILURE_POLICIES);
        }
    }

    private void client(FieldPath at, ValidatingWebhook hook) {
        var url = hook.clientConfig().url();
        var service = hook.clientConfig().service();
        if ((url == null) == (service == null)) {
            errors.required(at, "exactly one of url or service is required");
        } else if (url != null) {
            WebhookClientRules.url(errors, at.child("url"), url);
        } else if (service != null) {
            int port = service.port() == null ? PORT : service.port();
            WebhookClientRules.service(
                    errors, at.child("service"), service.namespace(), service.name(), service.path(), port);
        }
    }

    private void reviewVersions(FieldPath at, List<String> versions) {
        String known = String.join(", ", REVIEW_VERSIONS);
        if (versions.isEmpty()) {
            errors.required(at, "must specify one of " + known);
            return;
        }
        Set<String> seen = new HashSet<>();
        boolean accepted = false;
        for (int i = 0; i < versions.size(); i++) {
            String version = versions.get(i);
            if (!seen.add(version)) {
                errors.invalid(at.index(i), version, "duplicate version");
                continue;
            }
            errors.invalidEach(at.index(i), version, DnsNames.label1035(version));
            accepted |= isReviewVersion(version);
        }
        if (!leniency.unknownReviewVersions() && !accepted) {
            errors.invalidShown(at, Shown.texts(versions), "must include at least one of " + known);
        }
    }
}
