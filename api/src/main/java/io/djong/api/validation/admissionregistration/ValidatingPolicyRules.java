package io.djong.api.validation.admissionregistration;

import io.djong.api.json.JsonWriter;
import io.djong.api.types.admissionregistration.v1.AuditAnnotation;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.djong.api.types.admissionregistration.v1.Validation;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.AdmissionExpressions.Purpose;
import io.djong.api.validation.expression.JsonPathSyntax;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Policies that refuse requests by expressions.
public final class ValidatingPolicyRules {
    private static final int AUDIT_ANNOTATIONS_MAX = 20;
    private static final int AUDIT_EXPRESSION_MAX_BYTES = 5 * 1_024;
    private static final List<String> REASONS = List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
    private static final String ONE_NEEDED = "validations or auditAnnotations must contain at least one item";

    private final FieldErrors errors;
    private final AdmissionExpressions.Scope expressions;
    private final boolean params;

    private ValidatingPolicyRules(FieldErrors errors, AdmissionExpressions expressions, boolean params) {
        this.errors = errors;
        this.expressions = expressions.scope();
        this.params = params;
    }

    /// A new policy.
    public static void create(FieldErrors errors, ValidatingAdmissionPolicy policy, AdmissionExpressions expressions) {
        check(errors, policy, expressions, true);
    }

    /// A changed policy; match conditions that were there before are not looked at again.
    public static void update(
            FieldErrors errors,
            ValidatingAdmissionPolicy policy,
            ValidatingAdmissionPolicy old,
            AdmissionExpressions expressions) {
        var spec = policy.spec();
        boolean same = Objects.equals(spec.paramKind(), old.spec().paramKind())
                && spec.matchConditions().equals(old.spec().matchConditions());
        check(errors, policy, expressions, !same);
    }

    private static void check(
            FieldErrors errors,
            ValidatingAdmissionPolicy policy,
            AdmissionExpressions expressions,
            boolean conditions) {
        ObjectMetaRules.createGeneric(errors, policy.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        new ValidatingPolicyRules(errors, expressions, policy.spec().paramKind() != null)
                .spec(policy.metadata().name(), policy.spec(), conditions);
    }

    private void spec(String name, ValidatingAdmissionPolicySpec spec, boolean conditions) {
        var path = FieldPath.of("spec");
        PolicyRules.failurePolicy(errors, path.child("failurePolicy"), spec.failurePolicy());
        PolicyRules.paramKind(errors, path.child("paramKind"), spec.paramKind());
        PolicyRules.matchConstraints(errors, path.child("matchConstraints"), spec.matchConstraints());
        if (conditions) {
            MatchConditionRules.check(
                    errors, path.child("matchConditions"), spec.matchConditions(), expressions, params);
        }
        if (!spec.variables().isEmpty()) {
            PolicyRules.variables(errors, path.child("variables"), spec.variables(), expressions, params);
        }
        if (spec.validations().isEmpty() && spec.auditAnnotations().isEmpty()) {
            errors.required(path.child("validations"), ONE_NEEDED);
            errors.required(path.child("auditAnnotations"), ONE_NEEDED);
            return;
        }
        for (int i = 0; i < spec.validations().size(); i++) {
            validation(path.child("validations").index(i), spec.validations().get(i));
        }
        auditAnnotations(path.child("auditAnnotations"), name, spec.auditAnnotations());
    }

    private void validation(FieldPath at, Validation validation) {
        String expression = validation.expression();
        if (GoSpace.trim(expression).isEmpty()) {
            errors.required(at.child("expression"), "expression is not specified");
        } else {
            compile(at.child("expression"), Purpose.VALIDATION, expression);
        }
        String messageExpression = validation.messageExpression();
        if (!GoSpace.trim(messageExpression).isEmpty()) {
            compile(at.child("messageExpression"), Purpose.MESSAGE, messageExpression);
        } else if (!messageExpression.isEmpty()) {
            errors.invalid(at.child("messageExpression"), messageExpression, "must be non-empty if specified");
        }
        String message = GoSpace.trim(validation.message());
        if (message.isEmpty() && !validation.message().isEmpty()) {
            errors.invalid(at.child("message"), validation.message(), "must be non-empty if specified");
        } else if (message.indexOf('\n') >= 0 || message.indexOf('\r') >= 0) {
            errors.invalid(at.child("message"), validation.message(), "must not contain line breaks");
        }
        var reason = validation.reason();
        if (reason != null && !REASONS.contains(reason)) {
            errors.notSupported(at.child("reason"), reason, REASONS);
        }
    }

    private void compile(FieldPath at, Purpose purpose, String expression) {
        var problem = expressions.compile(purpose, expression, params);
        if (problem != null) {
            problem.report(errors, at, expression);
        }
    }

    private void auditAnnotations(FieldPath path, String policy, List<AuditAnnotation> annotations) {
        if (annotations.size() > AUDIT_ANNOTATIONS_MAX) {
            errors.invalidShown(
                    path, shown(annotations), "must not have more than " + AUDIT_ANNOTATIONS_MAX + " auditAnnotations");
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < annotations.size(); i++) {
            var at = path.index(i);
            String key = annotations.get(i).key();
            if (policy.isEmpty()) {
                errors.invalid(at.child("key"), key, "requires metadata.name be non-empty");
            } else {
                errors.invalidEach(at.child("key"), policy + "/" + key, LabelNames.key(policy + "/" + key));
            }
            auditValue(at.child("valueExpression"), annotations.get(i).valueExpression());
            if (!keys.add(key)) {
                errors.duplicate(at.child("key"), key);
            }
        }
    }

    private void auditValue(FieldPath at, String given) {
        String expression = GoSpace.trim(given);
        if (expression.isEmpty()) {
            errors.required(at, "valueExpression is not specified");
        } else if (ByteLength.of(expression) > AUDIT_EXPRESSION_MAX_BYTES) {
            errors.required(at, "must not exceed " + AUDIT_EXPRESSION_MAX_BYTES + " bytes in length");
        } else {
            var problem = expressions.compile(Purpose.AUDIT_ANNOTATION, expression, params);
            if (problem != null) {
                problem.report(errors, at, given);
            }
        }
    }

    /// As upstream's internal type is shown, whose fields have no other names.
    private static String shown(List<AuditAnnotation> annotations) {
        var out = new JsonWriter(256);
        out.beginArray();
        for (var annotation : annotations) {
            out.element();
            out.beginObject();
            out.key("Key");
            out.string(annotation.key());
            out.key("ValueExpression");
            out.string(annotation.valueExpression());
            out.endObject();
        }
        out.endArray();
        return out.asText();
    }

    /// A policy whose status was changed.
    public static void updateStatus(FieldErrors errors, ValidatingAdmissionPolicy policy) {
        var path = FieldPath.of("status");
        var checking = policy.status().typeChecking();
        if (checking != null) {
            var warnings = path.child("typeChecking", "expressionWarnings");
            for (int i = 0; i < checking.expressionWarnings().size(); i++) {
                var warning = checking.expressionWarnings().get(i);
                if (warning.warning().isEmpty()) {
                    errors.required(warnings.index(i).child("warning"));
                }
                fieldRef(errors, warnings.index(i).child("fieldRef"), GoSpace.trim(warning.fieldRef()));
            }
        }
        ConditionRules.check(errors, path.child("conditions"), policy.status().conditions());
    }

    private static void fieldRef(FieldErrors errors, FieldPath path, String field) {
        if (field.isEmpty()) {
            errors.required(path);
            return;
        }
        String wrong = JsonPathSyntax.problem("{" + field + "}");
        if (!wrong.isEmpty()) {
            errors.invalid(path, field, "invalid JSONPath: " + wrong);
        }
    }
}
