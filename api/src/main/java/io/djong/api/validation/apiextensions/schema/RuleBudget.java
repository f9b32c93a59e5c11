package io.djong.api.validation.apiextensions.schema;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.Cost;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the rules of a schema may cost for one object: each, and all together. Costs are unsigned.
final class RuleBudget {
    private static final long RULE_MAX = 10_000_000;
    private static final long SCHEMA_MAX = 100_000_000;
    private static final long SHOWN_MIN = SCHEMA_MAX / 100;
    private static final int SHOWN_MAX = 4;
    private static final String HINT = " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength"
            + " where arrays, maps, and strings are declared)";

    private final boolean each;
    private final List<Share> largest = new ArrayList<>();
    private long total;

    private record Share(FieldPath path, long cost) {}

    /// @param each whether the cost of each rule is looked at, too
    RuleBudget(boolean each) {
        this.each = each;
    }

    /// Counts a rule.
    ///
    /// @param name of what is counted
    void count(FieldErrors errors, FieldPath path, String name, long cost) {
        if (each && Long.compareUnsigned(cost, RULE_MAX) > 0) {
            errors.forbidden(path, exceeded(name, cost, RULE_MAX));
        }
        total = Cost.sum(total, cost);
        if (Long.compareUnsigned(cost, SHOWN_MIN) < 0) {
            return;
        }
        largest.add(new Share(path, cost));
        largest.sort(Comparator.comparing(Share::cost, Long::compareUnsigned).reversed());
        if (largest.size() > SHOWN_MAX) {
            largest.removeLast();
        }
    }

    /// Tells when all of them cost too much.
    ///
    /// @param path of the schema
    void total(FieldErrors errors, FieldPath path) {
        if (Long.compareUnsigned(total, SCHEMA_MAX) <= 0) {
            return;
        }
        for (var share : largest) {
            errors.forbidden(
                    share.path(),
                    "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema");
        }
        errors.forbidden(
                path,
                exceeded(
                        "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
                        total,
                        SCHEMA_MAX));
    }

    private static String exceeded(String name, long cost, long most) {
        double factor = Cost.asDouble(cost) / most;
        String shown;
        if (factor > 100) {
            shown = "more than 100";
        } else {
            shown = new BigDecimal(factor)
                    .setScale(factor < 1.5 ? 6 : 1, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        return name + " exceeds budget by factor of " + shown + "x" + HINT;
    }
}
