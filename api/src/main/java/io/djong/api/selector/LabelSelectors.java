package io.djong.api.selector;

import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selectors as API objects carry them (`matchLabels`, `matchExpressions`).
public final class LabelSelectors {
    private LabelSelectors() {}

    /// What the selector matches: nothing when it is null, everything when it is empty. One that no validation
    /// would have let in matches nothing.
    public static Selector of(@Nullable LabelSelector selector) {
        try {
            return checked(selector);
        } catch (SelectorException e) {
            return Selector.nothing();
        }
    }

    /// What the selector matches: nothing when it is null, everything when it is empty.
    ///
    /// @throws SelectorException for an unknown operator, or a key or value that no label can have
    public static Selector checked(@Nullable LabelSelector selector) throws SelectorException {
        if (selector == null) return Selector.nothing();
        if (selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) return Selector.everything();
        List<Requirement> requirements = new ArrayList<>();
        for (var label : selector.matchLabels().entrySet()) {
            requirements.add(Requirement.of(label.getKey(), Operator.EQUALS, List.of(label.getValue())));
        }
        for (LabelSelectorRequirement expression : selector.matchExpressions()) {
            requirements.add(Requirement.of(expression.key(), operator(expression), expression.values()));
        }
        return Selector.of(requirements);
    }

    private static Operator operator(LabelSelectorRequirement expression) throws SelectorException {
        return switch (expression.operator()) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default ->
                throw new SelectorException("\"" + expression.operator() + "\" is not a valid label selector operator");
        };
    }

    /// The selector in the text form of query parameters; "" for one that matches everything or nothing.
    public static String format(LabelSelector selector) {
        return of(selector).toString();
    }
}
