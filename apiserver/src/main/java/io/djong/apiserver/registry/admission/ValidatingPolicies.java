package io.djong.apiserver.registry.admission;

import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;

/// Policies that refuse requests by expressions.
public final class ValidatingPolicies {
    private ValidatingPolicies() {}

    /// The declaration.
    public static ResourceDeclaration<ValidatingAdmissionPolicy> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICIES,
                        "/registry/validatingadmissionpolicies",
                        new Policies(),
                        columns())
                .withSubresources(
                        List.of(PartView.status(ValidatingAdmissionPolicy.TYPE, ValidatingPolicies::writeStatus)))
                .unenforced();
    }

    private static ValidatingAdmissionPolicy writeStatus(
            ValidatingAdmissionPolicy current, ValidatingAdmissionPolicy sent) {
        var old = current.metadata();
        return Metadata.with(
                sent.withSpec(current.spec()),
                meta -> meta.withLabels(old.labels())
                        .withAnnotations(old.annotations())
                        .withFinalizers(old.finalizers())
                        .withOwnerReferences(old.ownerReferences()));
    }

    private static ColumnTable<ValidatingAdmissionPolicy> columns() {
        return ColumnTable.<ValidatingAdmissionPolicy>named()
                .integer("Validations", "How many rules there are.", policy ->
                        (long) policy.spec().validations().size())
                .text(
                        "ParamKind",
                        "The kind of its parameters.",
                        policy -> PolicyColumns.kind(policy.spec().paramKind()))
                .age();
    }

    private static final class Policies implements Reserved<ValidatingAdmissionPolicy> {
        @Override
        public ValidatingAdmissionPolicy prepareForCreate(ValidatingAdmissionPolicy policy, OperationContext context) {
            return Metadata.with(
                    policy.withStatus(ValidatingAdmissionPolicyStatus.EMPTY), meta -> meta.withGeneration(1));
        }

        @Override
        public ValidatingAdmissionPolicy prepareForUpdate(
                ValidatingAdmissionPolicy policy, ValidatingAdmissionPolicy old, OperationContext context) {
            var same = policy.spec().equals(old.spec());
            return Metadata.with(
                    policy.withStatus(old.status()),
                    meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }
    }
}
