package io.djong.api.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Prints quantities in upstream's canonical form.
///
/// Kept from upstream: a decimal SI number of 1000 E or more has no suffix to show, and is printed without one.
final class QuantityText {
    private static final String[] DECIMAL = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final BigInteger THOUSAND_24 = BigInteger.valueOf(1024);

    /// Powers of ten up to which a binary number is written out in full; larger ones appear in decimal notation.
    private static final int BINARY_SCALE_MAX = 10_000;

    private QuantityText() {}

    static String canonical(Quantity quantity, BigDecimal number) {
        if (quantity.isZero()) {
            return "0";
        }
        if (quantity.format() == QuantityFormat.BINARY_SI
                && (quantity.compareTo(1024) >= 0 || quantity.compareTo(-1024) <= 0)
                && number.scale() >= -BINARY_SCALE_MAX) {
            if (quantity.isSmall() && quantity.scale() == 0) {
                return binary(quantity.digits());
            }
            var whole = number.setScale(0, RoundingMode.UP);
            if (whole.compareTo(number) == 0) {
                return binary(whole.toBigInteger());
            }
        }
        boolean exponential = quantity.format() == QuantityFormat.DECIMAL_EXPONENT;
        return quantity.isSmall()
                ? decimal(quantity.digits(), quantity.scale(), exponential)
                : decimal(number, exponential);
    }

    private static String binary(long value) {
        long digits = value;
        int times = 0;
        while (digits % 1024 == 0) {
            digits /= 1024;
            times++;
        }
        return digits + BINARY[times];
    }

    private static String binary(BigInteger value) {
        var digits = value;
        int times = 0;
        for (var split = digits.divideAndRemainder(THOUSAND_24);
                split[1].signum() == 0;
                split = digits.divideAndRemainder(THOUSAND_24)) {
            digits = split[0];
            times++;
        }
        return digits + (times < BINARY.length ? BINARY[times] : "");
    }

    private static String decimal(long value, int scale, boolean exponential) {
        long digits = value;
        int exponent = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        int factor = switch (Math.floorMod(exponent, 3)) {
            case 1 -> 10;
            case 2 -> 100;
            default -> 1;
        };
        exponent = Math.floorDiv(exponent, 3) * 3;
        String number = Math.multiplyHigh(digits, factor) == (digits * factor) >> 63
                ? Long.toString(digits * factor)
                : BigInteger.valueOf(digits)
                        .multiply(BigInteger.valueOf(factor))
                        .toString();
        return number + suffix(exponent, exponential);
    }

    private static String decimal(BigDecimal number, boolean exponential) {
        var stripped = number.stripTrailingZeros();
        int exponent = -stripped.scale();
        int below = Math.floorMod(exponent, 3);
        var digits = stripped.unscaledValue().multiply(BigInteger.TEN.pow(below));
        return digits + suffix(exponent - below, exponential);
    }

    private static String suffix(int exponent, boolean exponential) {
        if (exponential) {
            return exponent == 0 ? "" : "e" + exponent;
        }
        return exponent < -9 || exponent > 18 ? "" : DECIMAL[exponent / 3 + 3];
    }
}
