package io.djong.api.validation.admissionregistration;

import io.djong.api.types.admissionregistration.v1.MatchCondition;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.expression.AdmissionExpressions;
import io.djong.api.validation.expression.AdmissionExpressions.Purpose;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Expressions that say whether a webhook or policy applies to a request.
final class MatchConditionRules {
    private static final int MAX = 64;

    private MatchConditionRules() {}

    /// @param params whether the expressions see parameters
    static void check(
            FieldErrors errors,
            FieldPath path,
            List<MatchCondition> conditions,
            AdmissionExpressions.Scope expressions,
            boolean params) {
        if (conditions.size() > MAX) {
            errors.tooMany(path, conditions.size(), MAX);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            var at = path.index(i);
            String expression = GoSpace.trim(condition.expression());
            if (expression.isEmpty()) {
                errors.required(at.child("expression"));
            } else {
                var problem = expressions.compile(Purpose.MATCH_CONDITION, expression, params);
                if (problem != null) {
                    problem.report(errors, at.child("expression"), expression);
                }
            }
            String name = condition.name();
            if (name.isEmpty()) {
                errors.required(at.child("name"));
                continue;
            }
            errors.invalidEach(at.child("name"), name, LabelNames.key(name));
            if (!names.add(name)) {
                errors.duplicate(at.child("name"), name);
            }
        }
    }
}
