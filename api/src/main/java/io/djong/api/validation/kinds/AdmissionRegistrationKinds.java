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
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `admissionregistration.k8s.io`.
final class AdmissionRegistrationKinds {
    private AdmissionRegistrationKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<ValidatingWebhookConfiguration>ofFull(
                                ValidatingWebhookConfiguration.class,
                                (errors, hooks, with) -> WebhookRules.create(errors, hooks, with.expressions()))
                        .updateFull((errors, hooks, old, with) ->
                                WebhookRules.update(errors, hooks, old, with.expressions())),
                KindRules.<MutatingWebhookConfiguration>ofFull(
                                MutatingWebhookConfiguration.class,
                                (errors, hooks, with) -> WebhookRules.create(errors, hooks, with.expressions()))
                        .updateFull((errors, hooks, old, with) ->
                                WebhookRules.update(errors, hooks, old, with.expressions())),
                KindRules.<ValidatingAdmissionPolicy>ofFull(
                                ValidatingAdmissionPolicy.class,
                                (errors, policy, with) ->
                                        ValidatingPolicyRules.create(errors, policy, with.expressions()))
                        .updateFull((errors, policy, old, with) ->
                                ValidatingPolicyRules.update(errors, policy, old, with.expressions()))
                        .status((errors, policy, old) -> ValidatingPolicyRules.updateStatus(errors, policy)),
                KindRules.<ValidatingAdmissionPolicyBinding>of(
                                ValidatingAdmissionPolicyBinding.class, PolicyBindingRules::check)
                        .update((errors, binding, old) -> PolicyBindingRules.check(errors, binding)),
                KindRules.<MutatingAdmissionPolicy>ofFull(
                                MutatingAdmissionPolicy.class,
                                (errors, policy, with) ->
                                        MutatingPolicyRules.create(errors, policy, with.expressions()))
                        .updateFull((errors, policy, old, with) ->
                                MutatingPolicyRules.update(errors, policy, old, with.expressions())),
                KindRules.<MutatingAdmissionPolicyBinding>of(
                                MutatingAdmissionPolicyBinding.class, PolicyBindingRules::check)
                        .update((errors, binding, old) -> PolicyBindingRules.check(errors, binding)));
    }
}
