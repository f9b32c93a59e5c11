package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.Cost;
import io.djong.api.validation.expression.SchemaExpressions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules in a schema (`x-kubernetes-validations`): their form, and what compiling them tells.
final class ExpressionRules {
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
    private static final String RULES = "x-kubernetes-validations";

    private final SchemaExpressions expressions;
    private final RuleBudget budget;

    /// What is wrong with expressions; told after all else.
    private final FieldErrors errors = new FieldErrors();

    /// @param costs whether each rule's cost is looked at
    ExpressionRules(SchemaExpressions expressions, boolean costs) {
        this.expressions = expressions;
        this.budget = new RuleBudget(costs);
    }

    /// What is wrong with the expressions that were compiled so far.
    List<FieldError> found() {
        return errors.list();
    }

    /// Tells when all rules together cost too much.
    ///
    /// @param path of the schema
    void total(FieldErrors all, FieldPath path) {
        budget.total(all, path);
    }

    /// Compiles the rules of a part of a schema that is right otherwise.
    ///
    /// @param unrelated the highest part above whose old and new values cannot be told to belong together
    void compile(FieldPath path, JSONSchemaProps schema, RuleScope scope, @Nullable FieldPath unrelated) {
        var rules = schema.xKubernetesValidations();
        var typed = rules.isEmpty() ? null : scope.typed();
        if (typed == null) {
            return;
        }
        var type = typed.type();
        if (type == null) {
            String problem = typed.problem().isEmpty()
                    ? "failed to convert to declType for CEL validation rules"
                    : "internal error: failed to construct type information for x-kubernetes-validations rules: "
                            + typed.problem();
            errors.add(new FieldError(ErrorType.INTERNAL, path.child(RULES).toString(), null, problem));
            return;
        }
        var compiled = expressions.compile(type, rules);
        long times = scope.times() == null ? DeclaredSchema.REQUEST_BYTES_MAX / (type.bytesMin() + 1) : scope.times();
        for (int i = 0; i < compiled.size(); i++) {
            compiled(path.child(RULES).index(i), rules.get(i), compiled.get(i), times, unrelated);
        }
    }

    private void compiled(
            FieldPath path,
            ValidationRule rule,
            SchemaExpressions.CompiledRule compiled,
            long times,
            @Nullable FieldPath unrelated) {
        var at = path.child("rule");
        var result = compiled.rule();
        budget.count(errors, at, "estimated rule cost", Cost.product(result.costMax(), times));
        if (!result.problem().isEmpty()) {
            errors.invalidShown(at, ShownSchema.rule(rule), result.problem());
        }
        var message = path.child("messageExpression");
        if (!compiled.message().problem().isEmpty()) {
            errors.invalidShown(
                    message, ShownSchema.rule(rule), compiled.message().problem());
        } else {
            budget.count(
                    errors,
                    message,
                    "estimated messageExpression cost",
                    compiled.message().costMax());
        }
        if (compiled.oldSelf() && unrelated != null) {
            errors.invalid(
                    at,
                    rule.rule(),
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within " + unrelated);
        } else if (!compiled.oldSelf() && rule.optionalOldSelf() != null) {
            errors.invalid(
                    path.child("optionalOldSelf"),
                    rule.optionalOldSelf(),
                    "may not be set if oldSelf is not used in rule");
        }
    }

    /// The form of a part's rules.
    static void form(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        for (int i = 0; i < schema.xKubernetesValidations().size(); i++) {
            form(
                    errors,
                    path.child(RULES).index(i),
                    schema.xKubernetesValidations().get(i),
                    schema);
        }
    }

    private static void form(FieldErrors errors, FieldPath path, ValidationRule rule, JSONSchemaProps schema) {
        String text = rule.rule().strip();
        String message = rule.message().strip();
        if (text.isEmpty()) {
            errors.required(path.child("rule"), "rule is not specified");
        } else if (message.isEmpty() && !rule.message().isEmpty()) {
            errors.invalid(path.child("message"), rule.message(), "must be non-empty if specified");
        } else if (hasLineBreak(message)) {
            errors.invalid(path.child("message"), rule.message(), "must not contain line breaks");
        } else if (hasLineBreak(text) && message.isEmpty()) {
            errors.required(path.child("message"), "message must be specified if rule contains line breaks");
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            errors.required(path.child("messageExpression"), "messageExpression must be non-empty if specified");
        }
        if (rule.reason() != null && !REASONS.contains(rule.reason())) {
            errors.notSupported(path.child("reason"), rule.reason(), REASONS);
        }
        String field = rule.fieldPath();
        if (field.isEmpty()) {
            return;
        }
        if (field.isBlank()) {
            errors.invalid(path.child("fieldPath"), field, "must be non-empty if specified");
        }
        if (hasLineBreak(field)) {
            errors.invalid(path.child("fieldPath"), field, "must not contain line breaks");
        }
        boolean leads = SchemaPath.of(field, schema, true).problem().isEmpty();
        if (!leads && StructuralRules.unsupported(schema).isEmpty()) {
            errors.invalid(path.child("fieldPath"), field, "must be a valid path");
        }
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
