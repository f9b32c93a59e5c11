package io.djong.apiserver.registry.admission;

import io.djong.api.codec.SameShape;
import io.djong.api.types.admissionregistration.v1beta1.AdmissionRegistrationV1Beta1;
import io.djong.api.types.admissionregistration.v1beta1.MutatingAdmissionPolicy;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;

/// Policies that change requests by expressions. Stored as `v1beta1`, as upstream does so that the
/// release before can read it.
public final class MutatingPolicies {
    private MutatingPolicies() {}

    /// The declaration.
    public static ResourceDeclaration<MutatingAdmissionPolicy> declaration() {
        return ResourceDeclaration.of(
                        AdmissionRegistrationV1Beta1.MUTATING_ADMISSION_POLICIES,
                        "/registry/mutatingadmissionpolicies",
                        new Policies(),
                        columns())
                .withAlternate(new AlternateVersion<>(
                        io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1.MUTATING_ADMISSION_POLICIES,
                        MutatingPolicies::toV1,
                        policy -> SameShape.convert(
                                policy,
                                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy.TYPE,
                                MutatingAdmissionPolicy.TYPE)))
                .withAlternate(new AlternateVersion<>(
                        io.djong.api.types.admissionregistration.v1alpha1.AdmissionRegistrationV1Alpha1
                                .MUTATING_ADMISSION_POLICIES,
                        policy -> SameShape.convert(
                                policy,
                                MutatingAdmissionPolicy.TYPE,
                                io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy.TYPE),
                        policy -> SameShape.convert(
                                policy,
                                io.djong.api.types.admissionregistration.v1alpha1.MutatingAdmissionPolicy.TYPE,
                                MutatingAdmissionPolicy.TYPE)))
                .unenforced();
    }

    private static io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy toV1(
            MutatingAdmissionPolicy policy) {
        return SameShape.convert(
                policy,
                MutatingAdmissionPolicy.TYPE,
                io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy.TYPE);
    }

    private static ColumnTable<MutatingAdmissionPolicy> columns() {
        return ColumnTable.<MutatingAdmissionPolicy>named()
                .integer("Mutations", "How many changes there are.", policy ->
                        (long) policy.spec().mutations().size())
                .text(
                        "ParamKind",
                        "The kind of its parameters.",
                        policy -> PolicyColumns.kind(toV1(policy).spec().paramKind()))
                .age();
    }

    private static final class Policies implements Reserved<MutatingAdmissionPolicy> {
        @Override
        public MutatingAdmissionPolicy prepareForCreate(MutatingAdmissionPolicy policy, OperationContext context) {
            return Metadata.with(policy, meta -> meta.withGeneration(1));
        }

        @Override
        public MutatingAdmissionPolicy prepareForUpdate(
                MutatingAdmissionPolicy policy, MutatingAdmissionPolicy old, OperationContext context) {
            var same = policy.spec().equals(old.spec());
            return Metadata.with(
                    policy, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        @Override
        public List<FieldError> validateCreate(
                MutatingAdmissionPolicy policy, Validation validation, OperationContext context) {
            return validation.checkCreate(toV1(policy));
        }

        @Override
        public List<FieldError> validateUpdate(
                MutatingAdmissionPolicy policy,
                MutatingAdmissionPolicy old,
                Validation validation,
                OperationContext context) {
            return validation.checkUpdate(toV1(policy), toV1(old));
        }
    }
}
