package io.djong.cel.cost;

import io.djong.api.validation.expression.Cost;

/// A size or a cost: at least one number, at most another. Both are unsigned and stay at the largest
/// number that there is when they would pass it.
///
/// @param min unsigned
/// @param max unsigned
public record Range(long min, long max) {
    static final Range NOTHING = fixed(0);
    static final Range ONE = fixed(1);

    /// Of which nothing is known.
    static final Range UNKNOWN = new Range(0, Cost.MOST);

    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    static Range fixed(long number) {
        return new Range(number, number);
    }

    Range plus(Range other) {
        return new Range(Cost.sum(min, other.min), Cost.sum(max, other.max));
    }

    Range times(Range other) {
        return new Range(Cost.product(min, other.min), Cost.product(max, other.max));
    }

    /// Each number times a factor, rounded up.
    Range times(double factor) {
        return new Range(scaled(min, factor), scaled(max, factor));
    }

    /// What holds both.
    Range with(Range other) {
        return new Range(
                Long.compareUnsigned(other.min, min) < 0 ? other.min : min,
                Long.compareUnsigned(other.max, max) > 0 ? other.max : max);
    }

    private static long scaled(long number, double factor) {
        double wide = Cost.asDouble(number);
        if (wide > 0 && factor > 0 && wide > TWO_TO_64 / factor) {
            return Cost.MOST;
        }
        double up = Math.ceil(wide * factor);
        if (up >= TWO_TO_64) {
            return Cost.MOST;
        }
        return up < TWO_TO_63 ? (long) up : (long) (up - TWO_TO_63) + Long.MIN_VALUE;
    }
}
