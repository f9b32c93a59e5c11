package io.djong.api.defaults;

import io.djong.api.codec.SameShape;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;

/// The older versions of policies that change requests: the same defaults as `v1`, and one more in
/// `v1alpha1`.
final class OlderAdmissionDefaults {
    private OlderAdmissionDefaults() {}

    static io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy apply(
            io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy policy) {
        var type = io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy.TYPE;
        var v1 = SameShape.convert(policy, type, MutatingAdmissionPolicy.TYPE);
        return SameShape.convert(AdmissionDefaults.apply(v1), MutatingAdmissionPolicy.TYPE, type);
    }

    static io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy apply(
            io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy policy) {
        var type = io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy.TYPE;
        var v1 = SameShape.convert(policy, type, MutatingAdmissionPolicy.TYPE);
        return SameShape.convert(AdmissionDefaults.apply(v1), MutatingAdmissionPolicy.TYPE, type);
    }

    static io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding apply(
            io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding binding) {
        var type = io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding.TYPE;
        var v1 = SameShape.convert(binding, type, MutatingAdmissionPolicyBinding.TYPE);
        return SameShape.convert(AdmissionDefaults.apply(v1), MutatingAdmissionPolicyBinding.TYPE, type);
    }

    static io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding apply(
            io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding binding) {
        var type = io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding.TYPE;
        var v1 = AdmissionDefaults.apply(SameShape.convert(binding, type, MutatingAdmissionPolicyBinding.TYPE));
        var ref = v1.spec().paramRef();
        if (ref != null && ref.parameterNotFoundAction() == null) {
            v1 = v1.withSpec(v1.spec().withParamRef(ref.withParameterNotFoundAction("Deny")));
        }
        return SameShape.convert(v1, MutatingAdmissionPolicyBinding.TYPE, type);
    }
}
