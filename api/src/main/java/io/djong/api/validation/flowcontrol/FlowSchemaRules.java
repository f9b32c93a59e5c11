package io.djong.api.validation.flowcontrol;

import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.api.types.flowcontrol.v1.FlowSchemaCondition;
import io.djong.api.types.flowcontrol.v1.FlowSchemaSpec;
import io.djong.api.types.flowcontrol.v1.PolicyRulesWithSubjects;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Flow schemas.
public final class FlowSchemaRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int PRECEDENCE_MAX = 10_000;
    private static final List<String> METHODS = List.of("ByNamespace", "ByUser");

    private FlowSchemaRules() {}

    /// A new one.
    public static void create(FieldErrors errors, FlowSchema schema) {
        ObjectMetaRules.create(errors, schema.metadata(), false, NameRule.SUBDOMAIN);
        spec(errors, schema.metadata().name(), schema.spec());
        var fixed = MandatoryFlows.schema(schema.metadata().name());
        if (fixed != null && !fixed.equals(schema.spec())) {
            errors.invalidShown(
                    SPEC,
                    GoFlowText.of(schema.spec()),
                    "spec of '" + schema.metadata().name() + "' must equal the fixed value");
        }
        status(errors, schema);
    }

    /// A changed one.
    public static void update(FieldErrors errors, FlowSchema schema) {
        create(errors, schema);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, FlowSchema schema) {
        status(errors, schema);
    }

    private static void spec(FieldErrors errors, String name, FlowSchemaSpec spec) {
        int precedence = spec.matchingPrecedence();
        var path = SPEC.child("matchingPrecedence");
        if (precedence <= 0) {
            errors.invalid(path, precedence, "must be a positive value");
        }
        if (precedence > PRECEDENCE_MAX) {
            errors.invalid(path, precedence, "must not be greater than " + PRECEDENCE_MAX);
        }
        if (precedence == 1 && !name.equals("exempt")) {
            errors.invalid(path, precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        }
        var method = spec.distinguisherMethod();
        if (method != null && !METHODS.contains(method.type())) {
            errors.notSupportedShown(SPEC.child("distinguisherMethod", "type"), GoFlowText.of(method), METHODS);
        }
        String level = spec.priorityLevelConfiguration().name();
        var levelPath = SPEC.child("priorityLevelConfiguration", "name");
        if (level.isEmpty()) {
            errors.required(levelPath, "must reference a priority level");
        } else {
            errors.invalidEach(levelPath, level, DnsNames.subdomain(level));
        }
        for (int i = 0; i < spec.rules().size(); i++) {
            rule(errors, SPEC.child("rules").index(i), spec.rules().get(i));
        }
    }

    private static void rule(FieldErrors errors, FieldPath path, PolicyRulesWithSubjects rule) {
        if (rule.subjects().isEmpty()) {
            errors.required(path.child("subjects"), "subjects must contain at least one value");
        }
        for (int i = 0; i < rule.subjects().size(); i++) {
            FlowSubjectRules.check(
                    errors, path.child("subjects").index(i), rule.subjects().get(i));
        }
        if (rule.resourceRules().isEmpty() && rule.nonResourceRules().isEmpty()) {
            errors.required(path, "at least one of resourceRules and nonResourceRules has to be non-empty");
        }
        for (int i = 0; i < rule.resourceRules().size(); i++) {
            FlowPolicyRules.resources(
                    errors,
                    path.child("resourceRules").index(i),
                    rule.resourceRules().get(i));
        }
        for (int i = 0; i < rule.nonResourceRules().size(); i++) {
            FlowPolicyRules.paths(
                    errors,
                    path.child("nonResourceRules").index(i),
                    rule.nonResourceRules().get(i));
        }
    }

    private static void status(FieldErrors errors, FlowSchema schema) {
        ConditionTypes.check(
                errors,
                schema.status().conditions().stream()
                        .map(FlowSchemaCondition::type)
                        .toList());
    }
}
