package io.djong.api.defaults;

import io.djong.api.meta.ApiObject;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.MutatingWebhookConfiguration;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiregistration.v1.APIService;

/// Kinds by which the API server itself is extended: webhooks, policies.
final class ExtensionDefaults {
    private static final int PORT = 443;

    private ExtensionDefaults() {}

    static ApiObject applied(ApiObject object) {
        return switch (object) {
            case ValidatingWebhookConfiguration hooks -> AdmissionDefaults.apply(hooks);
            case MutatingWebhookConfiguration hooks -> AdmissionDefaults.apply(hooks);
            case ValidatingAdmissionPolicy policy -> AdmissionDefaults.apply(policy);
            case ValidatingAdmissionPolicyBinding binding -> AdmissionDefaults.apply(binding);
            case MutatingAdmissionPolicy policy -> AdmissionDefaults.apply(policy);
            case MutatingAdmissionPolicyBinding binding -> AdmissionDefaults.apply(binding);
            case io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy policy ->
                OlderAdmissionDefaults.apply(policy);
            case io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding binding ->
                OlderAdmissionDefaults.apply(binding);
            case io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy policy ->
                OlderAdmissionDefaults.apply(policy);
            case io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding binding ->
                OlderAdmissionDefaults.apply(binding);
            case APIService service -> registration(service);
            case CustomResourceDefinition definition -> DefinitionDefaults.apply(definition);
            default -> object;
        };
    }

    private static APIService registration(APIService given) {
        var service = given.spec().service();
        return service == null || service.port() != null
                ? given
                : given.withSpec(given.spec().withService(service.withPort(PORT)));
    }
}
