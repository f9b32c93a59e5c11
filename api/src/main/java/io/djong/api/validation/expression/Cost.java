package io.djong.api.validation.expression;

/// Costs of expressions: unsigned numbers that stay at the largest when they would pass it.
public final class Cost {
    /// The largest.
    public static final long MOST = -1;

    private Cost() {}

    /// The sum of two.
    public static long sum(long a, long b) {
        long sum = a + b;
        return Long.compareUnsigned(sum, a) < 0 ? MOST : sum;
    }

    /// The product of two.
    public static long product(long a, long b) {
        return b != 0 && Long.compareUnsigned(a, Long.divideUnsigned(MOST, b)) > 0 ? MOST : a * b;
    }

    /// One as a floating number.
    public static double asDouble(long number) {
        return number >= 0 ? number : ((number >>> 1) | (number & 1)) * 2.0;
    }
}
