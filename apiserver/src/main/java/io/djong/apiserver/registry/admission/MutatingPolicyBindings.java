package io.djong.apiserver.registry.admission;

import io.djong.api.codec.SameShape;
import io.djong.api.types.admissionregistration.v1beta1.AdmissionRegistrationV1Beta1;
import io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicyBinding;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;

/// Where policies that change apply, and with which parameters. Stored as `v1beta1`, as the policies.
public final class MutatingPolicyBindings {
    private MutatingPolicyBindings() {}

    /// The declaration.
    public static ResourceDeclaration<MutatingAdmissionPolicyBinding> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1Beta1.MUTATING_ADMISSION_POLICY_BINDINGS,
                        "/registry/mutatingadmissionpolicybindings",
                        new Bindings(),
                        columns())
                .withAlternate(new AlternateVersion<>(
                        io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1
                                .MUTATING_ADMISSION_POLICY_BINDINGS,
                        MutatingPolicyBindings::toV1,
                        binding -> SameShape.convert(
                                binding,
                                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding.TYPE,
                                MutatingAdmissionPolicyBinding.TYPE)))
                .withAlternate(new AlternateVersion<>(
                        io.djong.api.types.admissionregistration.v1alpha1.AdmissionRegistrationV1Alpha1
                                .MUTATING_ADMISSION_POLICY_BINDINGS,
                        binding -> SameShape.convert(
                                binding,
                                MutatingAdmissionPolicyBinding.TYPE,
                                io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding.TYPE),
                        binding -> SameShape.convert(
                                binding,
                                io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicyBinding.TYPE,
                                MutatingAdmissionPolicyBinding.TYPE)))
                .unenforced();
    }

    private static io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding toV1(
            MutatingAdmissionPolicyBinding binding) {
        return SameShape.convert(
                binding,
                MutatingAdmissionPolicyBinding.TYPE,
                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding.TYPE);
    }

    private static ColumnTable<MutatingAdmissionPolicyBinding> columns() {
        return ColumnTable.<MutatingAdmissionPolicyBinding>named()
                .text("PolicyName", "The policy.", binding -> binding.spec().policyName())
                .text(
                        "ParamRef",
                        "Its parameters.",
                        binding -> PolicyColumns.ref(toV1(binding).spec().paramRef()))
                .age();
    }

    private static final class Bindings implements Reserved<MutatingAdmissionPolicyBinding> {
        @Override
        public MutatingAdmissionPolicyBinding prepareForCreate(
                MutatingAdmissionPolicyBinding binding, OperationContext context) {
            return Metadata.with(binding, meta -> meta.withGeneration(1));
        }

        @Override
        public MutatingAdmissionPolicyBinding prepareForUpdate(
                MutatingAdmissionPolicyBinding binding, MutatingAdmissionPolicyBinding old, OperationContext context) {
            var same = binding.spec().equals(old.spec());
            return Metadata.with(
                    binding, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        @Override
        public List<FieldError> validateCreate(
                MutatingAdmissionPolicyBinding binding, Validation validation, OperationContext context) {
            return validation.checkCreate(toV1(binding));
        }

        @Override
        public List<FieldError> validateUpdate(
                MutatingAdmissionPolicyBinding binding,
                MutatingAdmissionPolicyBinding old,
                Validation validation,
                OperationContext context) {
            return validation.checkUpdate(toV1(binding), toV1(old));
        }
    }
}
