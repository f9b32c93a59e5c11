package io.djong.api.apply;

import io.djong.api.json.JsonSpans;
import java.util.function.UnaryOperator;

/// What is different between two values of one type.
///
/// @param removed what only the old one has
/// @param modified what both have, but not the same
/// @param added what only the new one has
public record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
    /// Compares two values.
    ///
    /// @throws FieldsException when a list has an element without its keys
    public static Comparison of(ApplyType type, JsonSpans before, JsonSpans after) throws FieldsException {
        return new Comparing(before, after).root(type);
    }

    /// Whether there is no difference.
    public boolean isSame() {
        return removed.isEmpty() && modified.isEmpty() && added.isEmpty();
    }

    /// The comparison with each set filtered.
    public Comparison filtered(UnaryOperator<FieldSet> filter) {
        return new Comparison(filter.apply(removed), filter.apply(modified), filter.apply(added));
    }
}
