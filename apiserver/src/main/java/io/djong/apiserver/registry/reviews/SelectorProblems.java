package io.djong.apiserver.registry.reviews;

import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.Operator;
import io.djong.api.selector.Requirement;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.authorization.v1.FieldSelectorAttributes;
import io.djong.api.types.authorization.v1.LabelSelectorAttributes;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.meta.v1.FieldSelectorRequirement;
import io.djong.api.types.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a review's selectors could not be understood and was left out of the decision.
final class SelectorProblems {
    private SelectorProblems() {}

    /// The sentence for the answer; "" when all was understood.
    static String of(ResourceAttributes attributes) {
        var problems = new ArrayList<String>(0);
        var fields = attributes.fieldSelector();
        if (fields != null) {
            add(problems, "fieldSelector", fields(fields));
        }
        var labels = attributes.labelSelector();
        if (labels != null) {
            add(problems, "labelSelector", labels(labels));
        }
        return String.join("; ", problems);
    }

    /// How many requirements were understood, and whether all were.
    private record Understood(int count, boolean all) {}

    private static void add(List<String> problems, String field, Understood understood) {
        if (!understood.all()) {
            problems.add("spec.resourceAttributes." + field + (understood.count() > 0 ? " partially" : "")
                    + " ignored due to parse error");
        }
    }

    private static Understood fields(FieldSelectorAttributes selector) {
        if (!selector.rawSelector().isEmpty()) {
            try {
                FieldSelector.parse(selector.rawSelector());
                return new Understood(1, true);
            } catch (SelectorException e) {
                return new Understood(0, false);
            }
        }
        var count = (int) selector.requirements().stream()
                .filter(SelectorProblems::understood)
                .count();
        return new Understood(count, count == selector.requirements().size());
    }

    private static boolean understood(FieldSelectorRequirement requirement) {
        var compares =
                requirement.operator().equals("In") || requirement.operator().equals("NotIn");
        return compares && requirement.values().size() == 1;
    }

    private static Understood labels(LabelSelectorAttributes selector) {
        if (!selector.rawSelector().isEmpty()) {
            try {
                Selector.parse(selector.rawSelector());
                return new Understood(1, true);
            } catch (SelectorException e) {
                return new Understood(0, false);
            }
        }
        var count = (int) selector.requirements().stream()
                .filter(SelectorProblems::understood)
                .count();
        return new Understood(count, count == selector.requirements().size());
    }

    private static boolean understood(LabelSelectorRequirement requirement) {
        var operator = operator(requirement.operator());
        if (operator == null) {
            return false;
        }
        try {
            Requirement.of(requirement.key(), operator, requirement.values());
            return true;
        } catch (SelectorException e) {
            return false;
        }
    }

    private static @Nullable Operator operator(String name) {
        return switch (name) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> null;
        };
    }
}
