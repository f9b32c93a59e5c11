package io.djong.api.json;

import java.math.BigDecimal;

/// Floating-point numbers as Go's JSON encoder spells them: the shortest digits that read back as
/// the same double, with an exponent only below 1e-6 and from 1e21 on.
final class GoNumbers {
    private GoNumbers() {}

    static String spell(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("not a JSON number: " + value);
        if (value == 0) return Double.doubleToRawLongBits(value) < 0 ? "-0" : "0";
        var decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) return decimal.toPlainString();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        var out = new StringBuilder(value < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) out.append('.').append(digits, 1, digits.length());
        return out.append('e')
                .append(exponent < 0 ? '-' : '+')
                .append(Math.abs(exponent))
                .toString();
    }
}
