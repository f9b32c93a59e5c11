package io.djong.apiserver.registry.admission;

import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;

/// Where policies that refuse apply, and with which parameters.
public final class ValidatingPolicyBindings {
    private ValidatingPolicyBindings() {}

    /// The declaration.
    public static ResourceDeclaration<ValidatingAdmissionPolicyBinding> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICY_BINDINGS,
                        "/registry/validatingadmissionpolicybindings",
                        new Bindings(),
                        columns())
                .unenforced();
    }

    private static ColumnTable<ValidatingAdmissionPolicyBinding> columns() {
        return ColumnTable.<ValidatingAdmissionPolicyBinding>named()
                .text("PolicyName", "The policy.", binding -> binding.spec().policyName())
                .text(
                        "ParamRef",
                        "Its parameters.",
                        binding -> PolicyColumns.ref(binding.spec().paramRef()))
                .age();
    }

    private static final class Bindings implements Reserved<ValidatingAdmissionPolicyBinding> {
        @Override
        public ValidatingAdmissionPolicyBinding prepareForCreate(
                ValidatingAdmissionPolicyBinding binding, OperationContext context) {
            return Metadata.with(binding, meta -> meta.withGeneration(1));
        }

        @Override
        public ValidatingAdmissionPolicyBinding prepareForUpdate(
                ValidatingAdmissionPolicyBinding binding,
                ValidatingAdmissionPolicyBinding old,
                OperationContext context) {
            var same = binding.spec().equals(old.spec());
            return Metadata.with(
                    binding, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
