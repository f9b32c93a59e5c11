package io.djong.api.quantity;

import io.djong.api.quantity.QuantityException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Reads a quantity in one pass over the text: no regular expression and, for what people write, no garbage.
///
/// Oddities of upstream that are kept because clients see them: a sign alone or a suffix alone is
/// zero ("+", "m"), and a text that already looks canonical is remembered as written ("+1",
/// "1.500").
final class QuantityParser {
    /// Longest text that is read, in characters. Upstream has no limit; its cost grows with the square of the length.
    static final int LENGTH_MAX = 10_000;

    /// Decimal digits that always fit a long.
    private static final int LONG_DIGITS = 18;

    private static final int NANO = -9;

    private final String text;
    private boolean positive = true;
    private int numStart;
    private int numEnd;
    private int denomStart;
    private int denomEnd;
    private int suffixStart;

    private int exponent;
    private QuantityFormat format = QuantityFormat.DECIMAL_SI;

    private QuantityParser(String text) {
        this.text = text;
    }

    static Quantity parse(String text) throws QuantityException {
        if (text.isEmpty()) {
            throw new QuantityException(Reason.FORMAT);
        }
        if (text.equals("0")) {
            return Quantity.ZERO;
        }
        if (text.length() > LENGTH_MAX) {
            throw new QuantityException(Reason.NUMERIC);
        }
        var parser = new QuantityParser(text);
        if (!parser.split()) {
            return Quantity.ZERO;
        }
        if (!parser.interpretSuffix()) {
            throw new QuantityException(Reason.SUFFIX);
        }
        var quick = parser.quick();
        return quick != null ? quick : parser.exact();
    }

    /// Finds the parts. False when nothing but a sign and zeros is there.
    private boolean split() throws QuantityException {
        int end = text.length();
        int pos = 0;
        char first = text.charAt(0);
        if (first == '-' || first == '+') {
            positive = first == '+';
            pos++;
        }
        while (pos < end && text.charAt(pos) == '0') {
            pos++;
        }
        if (pos == end) {
            return false;
        }
        numStart = pos;
        pos = digitsEnd(pos);
        numEnd = pos;
        denomStart = pos;
        denomEnd = pos;
        if (pos < end && text.charAt(pos) == '.') {
            denomStart = pos + 1;
            pos = digitsEnd(pos + 1);
            denomEnd = pos;
        }
        suffixStart = pos;
        while (pos < end && "eEinumkKMGTP".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
        if (pos < end && (text.charAt(pos) == '-' || text.charAt(pos) == '+')) {
            pos++;
        }
        if (digitsEnd(pos) != end) {
            throw new QuantityException(Reason.FORMAT);
        }
        return true;
    }

    private int digitsEnd(int from) {
        int pos = from;
        while (pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
            pos++;
        }
        return pos;
    }

    /// Sets exponent (of ten, or of two for [QuantityFormat#BINARY_SI]) and format; false for an unknown suffix.
    private boolean interpretSuffix() {
        int length = text.length() - suffixStart;
        if (length == 0) {
            return true;
        }
        char unit = text.charAt(suffixStart);
        if (length == 1) {
            exponent = switch (unit) {
                case 'n' -> -9;
                case 'u' -> -6;
                case 'm' -> -3;
                case 'k' -> 3;
                case 'M' -> 6;
                case 'G' -> 9;
                case 'T' -> 12;
                case 'P' -> 15;
                case 'E' -> 18;
                default -> 0;
            };
            return exponent != 0;
        }
        if (length == 2 && text.charAt(suffixStart + 1) == 'i') {
            int thousands = "KMGTPE".indexOf(unit);
            exponent = 10 * (thousands + 1);
            format = QuantityFormat.BINARY_SI;
            return thousands >= 0;
        }
        if (unit != 'e' && unit != 'E') {
            return false;
        }
        format = QuantityFormat.DECIMAL_EXPONENT;
        try {
            // Upstream reads 64 bits and keeps the lower 32.
            exponent = (int) Long.parseLong(text, suffixStart + 1, text.length(), 10);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// The quantity, when 64 bits hold its digits and the scale is at least nano; else null.
    private @Nullable Quantity quick() {
        int numLength = Math.max(1, numEnd - numStart);
        int denomLength = denomEnd - denomStart;
        long mantissa = 1;
        int scale = exponent;
        int precision = LONG_DIGITS - numLength - denomLength;
        if (format == QuantityFormat.BINARY_SI) {
            scale = 0;
            mantissa = 1L << exponent;
            precision = denomLength > 0 ? -1 : LONG_DIGITS - 4 - numLength - exponent / 10 * 3;
        }
        scale -= denomLength;
        if (precision < 0 || scale < NANO) {
            return null;
        }
        long digits = digits(numStart, numEnd, 0);
        digits = digits(denomStart, denomEnd, digits);
        long value = digits * mantissa;
        if (value / mantissa != digits) {
            return null;
        }
        boolean canonical = format == QuantityFormat.BINARY_SI
                ? (digits & 7) != 0
                : scale % 3 == 0 && numEnd > numStart && !endsWithThreeZeros();
        return new Quantity(positive ? value : -value, scale, null, format, canonical ? text : null);
    }

    private long digits(int from, int to, long before) {
        long value = before;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    private boolean endsWithThreeZeros() {
        int zeros = 0;
        for (int i = denomEnd - 1; i >= denomStart && zeros < 3 && text.charAt(i) == '0'; i--) {
            zeros++;
        }
        if (zeros == denomEnd - denomStart) {
            for (int i = numEnd - 1; i >= numStart && zeros < 3 && text.charAt(i) == '0'; i--) {
                zeros++;
            }
        }
        return zeros >= 3;
    }

    /// Any number: rounded up to nano, and capped at 2^63-1 in binary notation.
    private Quantity exact() throws QuantityException {
        String digits = text.substring(numStart, numEnd) + text.substring(denomStart, denomEnd);
        if (digits.isEmpty() && (numStart == 0 || text.charAt(numStart - 1) != '0')) {
            throw new QuantityException(Reason.NUMERIC);
        }
        var unscaled = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
        int scale = denomEnd - denomStart;
        if (format == QuantityFormat.BINARY_SI) {
            unscaled = unscaled.shiftLeft(exponent);
        } else {
            scale -= exponent;
        }
        if (unscaled.signum() == 0) {
            return new Quantity(0, 0, null, format, null);
        }
        var amount = roundedUp(new BigDecimal(unscaled, scale));
        if (format == QuantityFormat.BINARY_SI) {
            if (amount.compareTo(Quantity.LONG_MAX) > 0) {
                amount = Quantity.LONG_MAX;
            }
            if (amount.compareTo(BigDecimal.ONE) < 0) {
                format = QuantityFormat.DECIMAL_SI;
            }
        }
        return Quantity.of(positive ? amount : amount.negate(), format);
    }

    /// Without dividing by a power of ten that a hostile exponent chose.
    private static BigDecimal roundedUp(BigDecimal positive) {
        if (positive.scale() <= -NANO) {
            return positive;
        }
        if ((long) positive.precision() - positive.scale() <= NANO) {
            return BigDecimal.ONE.scaleByPowerOfTen(NANO);
        }
        return positive.setScale(-NANO, RoundingMode.UP);
    }
}
