package io.djong.api.yaml;

import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a scalar without quotes means, by the rules of go-yaml 2: YAML 1.1's booleans, Go's number
/// prefixes, underscores. Dates stay texts.
final class YamlScalars {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

    /// Numbers that JSON does not have.
    private static final Map<String, String> UNSUPPORTED = Map.ofEntries(
            Map.entry(".inf", "+Inf"),
            Map.entry(".Inf", "+Inf"),
            Map.entry(".INF", "+Inf"),
            Map.entry("+.inf", "+Inf"),
            Map.entry("+.Inf", "+Inf"),
            Map.entry("+.INF", "+Inf"),
            Map.entry("-.inf", "-Inf"),
            Map.entry("-.Inf", "-Inf"),
            Map.entry("-.INF", "-Inf"),
            Map.entry(".nan", "NaN"),
            Map.entry(".NaN", "NaN"),
            Map.entry(".NAN", "NaN"));

    private YamlScalars() {}

    static JsonValue plain(String text) throws YamlException {
        if (NULL.contains(text)) {
            return JsonNull.NULL;
        }
        if (TRUE.contains(text)) {
            return JsonBool.TRUE;
        }
        if (FALSE.contains(text)) {
            return JsonBool.FALSE;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.') {
            var unsupported = UNSUPPORTED.get(text);
            if (unsupported != null) {
                throw YamlException.unsupported(unsupported);
            }
            var number = number(text);
            if (number != null) {
                return number;
            }
        }
        return new JsonString(text);
    }

    static @Nullable JsonNumber number(String text) {
        String digits = text.replace("_", "");
        var integer = integer(digits);
        if (integer != null) {
            return integer.bitLength() <= 63
                    ? JsonNumber.of(integer.longValue())
                    : JsonNumber.of(integer.doubleValue());
        }
        if (!isFloat(digits)) {
            return null;
        }
        double value = Double.parseDouble(digits);
        return Double.isFinite(value) ? JsonNumber.of(value) : null;
    }

    /// A number of 64 bits, signed or not, with the prefixes 0x, 0o, 0b and 0.
    private static @Nullable BigInteger integer(String text) {
        int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int radix = 10;
        if (text.length() > from + 1 && text.charAt(from) == '0') {
            radix = switch (text.charAt(from + 1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            boolean prefixed = Character.isLetter(text.charAt(from + 1));
            from += prefixed ? 2 : 1;
        }
        if (from >= text.length() || text.length() - from > 64) {
            return null;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return null;
            }
        }
        var value = new BigInteger(text.substring(from), radix);
        if (text.startsWith("-")) {
            value = value.negate();
            return value.bitLength() <= 63 ? value : null;
        }
        return value.bitLength() <= 64 ? value : null;
    }

    /// `[-+]?[0-9]*\.?[0-9]+([eE][-+][0-9]+)?`, or digits and a point.
    private static boolean isFloat(String text) {
        int pos = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int start = pos;
        pos = digitsEnd(text, pos);
        int before = pos - start;
        int after = 0;
        if (pos < text.length() && text.charAt(pos) == '.') {
            int point = pos + 1;
            pos = digitsEnd(text, point);
            after = pos - point;
        }
        if (before + after == 0) {
            return false;
        }
        if (pos < text.length() && (text.charAt(pos) == 'e' || text.charAt(pos) == 'E')) {
            pos++;
            if (pos < text.length() && (text.charAt(pos) == '-' || text.charAt(pos) == '+')) {
                pos++;
            }
            int exponent = pos;
            pos = digitsEnd(text, exponent);
            if (pos == exponent) {
                return false;
            }
        }
        return pos == text.length();
    }

    private static int digitsEnd(String text, int from) {
        int pos = from;
        while (pos < text.length() && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
            pos++;
        }
        return pos;
    }
}
