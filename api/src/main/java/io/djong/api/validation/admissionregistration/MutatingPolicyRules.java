package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.djong.api.types.admissionregistration.v1.Mutation;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.AdmissionExpressions.Purpose;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Objects;

/// Policies that change requests by expressions.
public final class MutatingPolicyRules {
    private static final List<String> PATCH_TYPES = List.of("ApplyConfiguration", "JSONPatch");
    private static final List<String> REINVOCATION_POLICIES = List.of("IfNeeded", "Never");

    private final FieldErrors errors;
    private final AdmissionExpressions.Scope expressions;
    private final boolean params;

    private MutatingPolicyRules(FieldErrors errors, AdmissionExpressions expressions, boolean params) {
        this.errors = errors;
        this.expressions = expressions.scope();
        this.params = params;
    }

    /// A new policy.
    public static void create(FieldErrors errors, MutatingAdmissionPolicy policy, AdmissionExpressions expressions) {
        check(errors, policy, expressions, true);
    }

    /// A changed policy; match conditions that were there before are not looked at again.
    public static void update(
            FieldErrors errors,
            MutatingAdmissionPolicy policy,
            MutatingAdmissionPolicy old,
            AdmissionExpressions expressions) {
        boolean same = Objects.equals(policy.spec().paramKind(), old.spec().paramKind())
                && policy.spec().matchConditions().equals(old.spec().matchConditions());
        check(errors, policy, expressions, !same);
    }

    private static void check(
            FieldErrors errors, MutatingAdmissionPolicy policy, AdmissionExpressions expressions, boolean conditions) {
        ObjectMetaRules.createGeneric(errors, policy.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        new MutatingPolicyRules(errors, expressions, policy.spec().paramKind() != null).spec(policy.spec(), conditions);
    }

    private void spec(MutatingAdmissionPolicySpec spec, boolean conditions) {
        var path = FieldPath.of("spec");
        PolicyRules.failurePolicy(errors, path.child("failurePolicy"), spec.failurePolicy());
        PolicyRules.paramKind(errors, path.child("paramKind"), spec.paramKind());
        var match = spec.matchConstraints();
        PolicyRules.matchConstraints(errors, path.child("matchConstraints"), match);
        if (match != null) {
            PolicyRules.mutatingOperations(errors, path.child("matchConstraints"), match.resourceRules());
        }
        if (conditions) {
            MatchConditionRules.check(
                    errors, path.child("matchConditions"), spec.matchConditions(), expressions, params);
        }
        PolicyRules.variables(errors, path.child("variables"), spec.variables(), expressions, params);
        if (spec.mutations().isEmpty()) {
            errors.required(path.child("mutations"), "mutations must contain at least one item");
        }
        for (int i = 0; i < spec.mutations().size(); i++) {
            mutation(path.child("mutations").index(i), spec.mutations().get(i));
        }
        String reinvocation = spec.reinvocationPolicy();
        if (reinvocation.isEmpty()) {
            errors.required(path.child("reinvocationPolicy"));
        } else if (!REINVOCATION_POLICIES.contains(reinvocation)) {
            errors.notSupported(path.child("reinvocationPolicy"), reinvocation, REINVOCATION_POLICIES);
        }
    }

    private void mutation(FieldPath at, Mutation mutation) {
        var apply = mutation.applyConfiguration();
        var patch = mutation.jsonPatch();
        switch (mutation.patchType()) {
            case "" -> errors.required(at.child("patchType"));
            case "JSONPatch" -> {
                if (patch == null) {
                    errors.required(at.child("jsonPatch"), "must be specified when patchType is JSONPatch");
                } else {
                    expression(at.child("jsonPatch", "expression"), Purpose.JSON_PATCH, patch.expression());
                }
                if (apply != null) {
                    errors.invalid(
                            at.child("applyConfiguration"),
                            "{applyConfiguration}",
                            "must not be specified when patchType is JSONPatch");
                }
            }
            case "ApplyConfiguration" -> {
                var path = at.child("applyConfiguration");
                if (apply == null) {
                    errors.required(path, "must be specified when patchType is ApplyConfiguration");
                } else {
                    expression(path.child("expression"), Purpose.APPLY_CONFIGURATION, apply.expression());
                }
                if (patch != null) {
                    errors.invalid(
                            at.child("jsonPatch"),
                            "{jsonPatch}",
                            "must not be specified when patchType is ApplyConfiguration");
                }
            }
            default -> errors.notSupported(at.child("patchType"), mutation.patchType(), PATCH_TYPES);
        }
    }

    private void expression(FieldPath at, Purpose purpose, String given) {
        String expression = GoSpace.trim(given);
        if (expression.isEmpty()) {
            errors.required(at);
            return;
        }
        var problem = expressions.compile(purpose, expression, params);
        if (problem != null) {
            problem.report(errors, at, expression);
        }
    }
}
