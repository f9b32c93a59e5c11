package io.djong.api.validation.meta;

import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import org.jspecify.annotations.Nullable;

/// Label selectors in objects.
public final class LabelSelectorRules {
    private LabelSelectorRules() {}

    /// Operators, keys, and how many values there are; no selector is right.
    ///
    /// @param anyValues whether values that no label can have are let pass, as in objects that have them already
    public static void check(FieldErrors errors, FieldPath path, @Nullable LabelSelector selector, boolean anyValues) {
        if (selector == null) {
            return;
        }
        LabelNames.labels(errors, path.child("matchLabels"), selector.matchLabels());
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            var expression = selector.matchExpressions().get(i);
            var at = path.child("matchExpressions").index(i);
            boolean none = expression.values().isEmpty();
            switch (expression.operator()) {
                case "In", "NotIn" -> {
                    if (none) {
                        errors.required(at.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!none) {
                        errors.forbidden(
                                at.child("values"),
                                "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                    }
                }
                default -> errors.invalid(at.child("operator"), expression.operator(), "not a valid selector operator");
            }
            errors.invalidEach(at.child("key"), expression.key(), LabelNames.key(expression.key()));
            for (int j = 0; j < expression.values().size() && !anyValues; j++) {
                String value = expression.values().get(j);
                errors.invalidEach(at.child("values").index(j), value, LabelNames.value(value));
            }
        }
    }
}
