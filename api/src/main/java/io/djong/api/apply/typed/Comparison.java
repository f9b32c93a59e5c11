package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import java.util.function.UnaryOperator;

/// What is different between two values of one type.
///
/// @param removed what only the old one has
/// @param modified what both have, but not the same
/// @param added what only the new one has
public record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
    /// Whether there is no difference.
    public boolean isSame() {
        return removed.isEmpty() && modified.isEmpty() && added.isEmpty();
    }

    /// The comparison with each set filtered.
    public Comparison filtered(UnaryOperator<FieldSet> filter) {
        return new Comparison(filter.apply(removed), filter.apply(modified), filter.apply(added));
    }
}
