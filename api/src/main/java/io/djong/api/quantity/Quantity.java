package io.djong.api.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A fixed-point number with a unit suffix, as `resources.requests` and its like hold it: immutable, never a float.
///
/// Two quantities are equal when their numbers are, whatever the notation: `1`, `1000m` and `1e0` are one value. The
/// printed form is upstream's canonical one (no fraction, the largest suffix that loses nothing) in the notation that
/// was parsed. Numbers beyond a long are exact; reading one *as* a long gives the nearest long.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource`,
/// kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity.
public final class Quantity implements Comparable<Quantity> {
    /// Zero, also what an absent quantity is.
    public static final Quantity ZERO = new Quantity(0, 0, null, QuantityFormat.DECIMAL_SI, "0");

    /// Scale of `n`, as a power of ten.
    public static final int NANO = -9;

    /// Scale of `m`, as a power of ten.
    public static final int MILLI = -3;

    static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /// Decimal places that addition writes out; operands further apart are not added, the larger one is the result.
    private static final int ALIGNED_DIGITS_MAX = 20_000;

    /// The number is value × 10^scale, or dec when that is present (only when no long holds its digits).
    private final long value;

    private final int scale;
    private final @Nullable BigDecimal dec;
    private final QuantityFormat format;

    /// The printed form once asked for. Racy on purpose: every thread computes the same immutable string.
    private @Nullable String text;

    Quantity(long value, int scale, @Nullable BigDecimal dec, QuantityFormat format, @Nullable String text) {
        this.value = value;
        this.scale = scale;
        this.dec = dec;
        this.format = format;
        this.text = text;
    }

    static Quantity of(BigDecimal number, QuantityFormat format) {
        var unscaled = number.unscaledValue();
        return unscaled.bitLength() <= 63
                ? new Quantity(unscaled.longValue(), -number.scale(), null, format, null)
                : new Quantity(0, 0, number, format, null);
    }

    /// Reads a quantity. JSON readers take surrounding white space away first ([#parseTrimmed]).
    public static Quantity parse(String text) throws QuantityException {
        return QuantityParser.parse(text);
    }

    /// Reads a quantity as a JSON value is read: white space around it is ignored.
    public static Quantity parseTrimmed(String text) throws QuantityException {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return QuantityParser.parse(text.substring(from, to));
    }

    private static boolean isSpace(char c) {
        return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c == 0x85 || c == 0xA0 || Character.isSpaceChar(c);
    }

    /// A quantity written in our own code.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Quantity of(String text) {
        try {
            return parse(text);
        } catch (QuantityException e) {
            throw new IllegalArgumentException("\"" + text + "\": " + e.getMessage(), e);
        }
    }

    /// That many whole units.
    public static Quantity ofUnits(long units, QuantityFormat format) {
        return new Quantity(units, 0, null, format, null);
    }

    /// That many thousandths.
    public static Quantity ofMilli(long milli, QuantityFormat format) {
        return new Quantity(milli, MILLI, null, format, null);
    }

    /// value × 10^scale.
    public static Quantity ofScaled(long value, int scale) {
        return new Quantity(value, scale, null, QuantityFormat.DECIMAL_SI, null);
    }

    /// The notation that it prints in.
    public QuantityFormat format() {
        return format;
    }

    /// Whether it is zero.
    public boolean isZero() {
        return dec == null && value == 0;
    }

    /// -1, 0 or 1.
    public int sign() {
        return dec != null ? dec.signum() : Long.signum(value);
    }

    /// In whole units, rounded away from zero; the nearest long when none holds it.
    public long value() {
        return scaledValue(0);
    }

    /// In thousandths, rounded away from zero; the nearest long when none holds it.
    public long milliValue() {
        return scaledValue(MILLI);
    }

    /// In units of 10^scale, rounded away from zero; the nearest long when none holds it.
    public long scaledValue(int newScale) {
        if (dec == null && scale == newScale) {
            return value;
        }
        if (isZero()) {
            return 0;
        }
        if (dec == null) {
            long up = (long) scale - newScale;
            if (up < 0) {
                return dividedByPowerOfTen(-up);
            }
            if (up <= 18) {
                long factor = POWERS_OF_TEN[(int) up];
                if (Math.multiplyHigh(value, factor) == (value * factor) >> 63) {
                    return value * factor;
                }
            }
            return value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return scaledBig(dec, newScale);
    }

    private long dividedByPowerOfTen(long down) {
        if (down > 18) {
            return value < 0 ? -1 : 1;
        }
        long divisor = POWERS_OF_TEN[(int) down];
        return value / divisor + Long.signum(value % divisor);
    }

    private static long scaledBig(BigDecimal number, int newScale) {
        long digitsBeforePoint = (long) number.precision() - number.scale() - newScale;
        if (digitsBeforePoint > 20) {
            return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        if (digitsBeforePoint < 0) {
            return number.signum();
        }
        var whole =
                number.scaleByPowerOfTen(-newScale).setScale(0, RoundingMode.UP).toBigInteger();
        if (whole.bitLength() > 63) {
            return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return whole.longValue();
    }

    /// The number as a double, for scores and metrics; infinite when out of range.
    public double approximateDouble() {
        return dec != null ? dec.doubleValue() : scale == 0 ? value : value * Math.pow(10, scale);
    }

    /// The sum, in this notation (or the other's, when this is zero).
    public Quantity add(Quantity other) {
        if (other.isZero()) {
            return new Quantity(value, scale, dec, format, null);
        }
        if (isZero()) {
            return new Quantity(other.value, other.scale, other.dec, other.format, null);
        }
        if (dec == null && other.dec == null && scale == other.scale) {
            long sum = value + other.value;
            if (((value ^ sum) & (other.value ^ sum)) >= 0) {
                return new Quantity(sum, scale, null, format, null);
            }
        }
        var a = decimal();
        var b = other.decimal();
        if (Math.abs((long) a.scale() - b.scale()) > ALIGNED_DIGITS_MAX) {
            return of(a.abs().compareTo(b.abs()) >= 0 ? a : b, format);
        }
        return of(a.add(b), format);
    }

    /// The difference, in this notation (or the other's, when this is zero).
    public Quantity subtract(Quantity other) {
        return add(other.negate());
    }

    /// The product.
    public Quantity multiply(long factor) {
        if (dec == null && Math.multiplyHigh(value, factor) == (value * factor) >> 63) {
            return new Quantity(value * factor, scale, null, format, null);
        }
        return of(decimal().multiply(BigDecimal.valueOf(factor)), format);
    }

    /// The number with the other sign.
    public Quantity negate() {
        if (dec == null && value != Long.MIN_VALUE) {
            return new Quantity(-value, scale, null, format, null);
        }
        return of(decimal().negate(), format);
    }

    /// The smallest number in units of 10^newScale that is not nearer to zero.
    public Quantity roundUp(int newScale) {
        if (dec == null) {
            return scale >= newScale ? this : new Quantity(scaledValue(newScale), newScale, null, format, null);
        }
        return -dec.scale() >= newScale ? this : of(dec.setScale(-newScale, RoundingMode.UP), format);
    }

    /// Compares numbers, whatever their notation.
    @Override
    public int compareTo(Quantity other) {
        if (dec == null && other.dec == null) {
            if (scale == other.scale) {
                return Long.compare(value, other.value);
            }
            if (Long.signum(value) != Long.signum(other.value)) {
                return Integer.compare(Long.signum(value), Long.signum(other.value));
            }
            if (value == 0) {
                return 0;
            }
        }
        return decimal().compareTo(other.decimal());
    }

    /// Compares with that many whole units.
    public int compareTo(long units) {
        return dec == null && scale == 0
                ? Long.compare(value, units)
                : compareTo(ofUnits(units, QuantityFormat.DECIMAL_SI));
    }

    private BigDecimal decimal() {
        return dec != null ? dec : new BigDecimal(BigInteger.valueOf(value), -scale);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Quantity that && compareTo(that) == 0);
    }

    @Override
    public int hashCode() {
        if (isZero()) {
            return 0;
        }
        if (dec != null) {
            var stripped = dec.stripTrailingZeros();
            return Objects.hash(stripped.unscaledValue().longValue(), -stripped.scale());
        }
        long digits = value;
        int exponent = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        return Objects.hash(digits, exponent);
    }

    /// The canonical form, as it is written to JSON and protobuf.
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = QuantityText.canonical(this, decimal());
            text = known;
        }
        return known;
    }

    /// Value and scale when no big number is needed, for [QuantityText].
    boolean isSmall() {
        return dec == null;
    }

    long digits() {
        return value;
    }

    int scale() {
        return scale;
    }

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
