package io.djong.cel.cost;

import org.jspecify.annotations.Nullable;

/// What a call costs.
///
/// @param cost of the call
/// @param result how large what it gives is; null when that is not known, or it has no size
record Price(Range cost, @Nullable Range result) {
    static final Price ONE = of(Range.ONE);

    static Price of(Range cost) {
        return new Price(cost, null);
    }

    Price plus(Range more) {
        return new Price(cost.plus(more), result);
    }
}
