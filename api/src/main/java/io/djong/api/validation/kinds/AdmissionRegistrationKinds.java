package io.djong.api.validation.kinds;

import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.MutatingWebhookConfiguration;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.api.validation.admissionregistration.MutatingPolicyRules;
import io.djong.api.validation.admissionregistration.PolicyBindingRules;
import io.djong.api.validation.admissionregistration.ValidatingPolicyRules;
import io.djong.api.validation.admissionregistration.WebhookRules;
import io.djong.api.validation.expression.AdmissionExpressions;
import java.util.List;

/// The rules of the kinds of `admissionregistration.k8s.io`.
final class AdmissionRegistrationKinds {
    private static final AdmissionExpressions EXPRESSIONS = AdmissionExpressions.UNCHECKED;

    private AdmissionRegistrationKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<ValidatingWebhookConfiguration>of(
                                ValidatingWebhookConfiguration.class,
                                (errors, hooks) -> WebhookRules.create(errors, hooks, EXPRESSIONS))
                        .update((errors, hooks, old) -> WebhookRules.update(errors, hooks, old, EXPRESSIONS)),
                KindRules.<MutatingWebhookConfiguration>of(
                                MutatingWebhookConfiguration.class,
                                (errors, hooks) -> WebhookRules.create(errors, hooks, EXPRESSIONS))
                        .update((errors, hooks, old) -> WebhookRules.update(errors, hooks, old, EXPRESSIONS)),
                KindRules.<ValidatingAdmissionPolicy>of(
                                ValidatingAdmissionPolicy.class,
                                (errors, policy) -> ValidatingPolicyRules.create(errors, policy, EXPRESSIONS))
                        .update((errors, policy, old) -> ValidatingPolicyRules.update(errors, policy, old, EXPRESSIONS))
                        .status((errors, policy, old) -> ValidatingPolicyRules.updateStatus(errors, policy)),
                KindRules.<ValidatingAdmissionPolicyBinding>of(
                                ValidatingAdmissionPolicyBinding.class, PolicyBindingRules::check)
                        .update((errors, binding, old) -> PolicyBindingRules.check(errors, binding)),
                KindRules.<MutatingAdmissionPolicy>of(
                                MutatingAdmissionPolicy.class,
                                (errors, policy) -> MutatingPolicyRules.create(errors, policy, EXPRESSIONS))
                        .update((errors, policy, old) -> MutatingPolicyRules.update(errors, policy, old, EXPRESSIONS)),
                KindRules.<MutatingAdmissionPolicyBinding>of(
                                MutatingAdmissionPolicyBinding.class, PolicyBindingRules::check)
                        .update((errors, binding, old) -> PolicyBindingRules.check(errors, binding)));
    }
}
