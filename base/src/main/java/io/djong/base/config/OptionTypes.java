package io.djong.base.config;

import io.djong.base.config.OptionType.Shape;
import io.djong.base.time.GoDuration;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The types of upstream's flags, with its texts for what is wrong (`spf13/pflag`, `component-base/cli/flag`).
public final class OptionTypes {
    private static final Pattern QUANTITY = Pattern.compile("([+-]?[0-9]*\\.?[0-9]+|[+-]?[0-9]+\\.)([a-zA-Z]*)");

    /// Any text.
    public static final OptionType<String> STRING =
            OptionType.scalar("string", text -> text, value -> value.isEmpty() ? "" : '"' + value + '"');

    /// `true` or `false`; the bare flag means true.
    public static final OptionType<Boolean> BOOL = new OptionType<>(
            "",
            Shape.SCALAR,
            OptionTypes::bool,
            (_, text) -> bool(text),
            value -> value ? "true" : "",
            (_, later) -> later,
            "true");

    /// A whole number of 32 bits.
    public static final OptionType<Integer> INT32 = OptionType.scalar(
            "int32", text -> (int) integer(text, 32), value -> value == 0 ? "" : Integer.toString(value));

    /// A whole number that upstream calls int; here of 32 bits, as all of its uses are counts and ports.
    public static final OptionType<Integer> INT = OptionType.scalar(
            "int", text -> (int) integer(text, 32), value -> value == 0 ? "" : Integer.toString(value));

    /// A whole number of 64 bits.
    public static final OptionType<Long> INT64 =
            OptionType.scalar("int", text -> integer(text, 64), value -> value == 0 ? "" : Long.toString(value));

    /// A number with a fraction.
    public static final OptionType<Double> FLOAT =
            OptionType.scalar("float", OptionTypes::number, OptionTypes::numberText);

    /// A number with a fraction, in upstream of 32 bits.
    public static final OptionType<Double> FLOAT32 =
            OptionType.scalar("float32", OptionTypes::number, OptionTypes::numberText);

    /// `1h2m3.5s`.
    public static final OptionType<Duration> DURATION = OptionType.scalar(
            "duration", OptionTypes::duration, value -> value.isZero() ? "" : GoDuration.format(value));

    /// An IPv4 or IPv6 address.
    public static final OptionType<InetAddress> IP = OptionType.scalar("ip", IpText::parse, IpText::format);

    /// `10.43.0.0/16`.
    public static final OptionType<Cidr> CIDR = OptionType.scalar("ipNet", Cidr::parse, Cidr::toString);

    /// `30000-32767`.
    public static final OptionType<PortRange> PORT_RANGE =
            OptionType.scalar("portRange", PortRange::parse, PortRange::toString);

    /// A number of bytes: `10Mi`, `1.5G`, `4096`.
    public static final OptionType<Long> BYTES =
            OptionType.scalar("quantity", OptionTypes::bytes, value -> value == 0 ? "" : Long.toString(value));

    /// Texts with commas between them, as a line of CSV; several flags add up.
    public static final OptionType<List<String>> STRINGS =
            list("strings", OptionTypes::csv, text -> text, text -> text);

    /// One text a flag, commas and all; several flags add up, an empty text adds nothing.
    public static final OptionType<List<String>> STRING_ARRAY =
            list("stringArray", text -> text.isEmpty() ? List.of() : List.of(text), text -> text, text -> text);

    /// Address ranges with commas between them.
    public static final OptionType<List<Cidr>> CIDRS = list(
            "strings",
            text -> {
                var all = new ArrayList<Cidr>();
                for (String one : csv(text)) all.add(Cidr.parse(one.strip()));
                return List.copyOf(all);
            },
            text -> Cidr.parse(text),
            Cidr::toString);

    /// `a=x,b=y`; several flags add up, the later one wins. Iterates in key order.
    public static final OptionType<SortedMap<String, String>> MAP = map(
            "mapStringString", text -> pairs(text, value -> value, "string=string"), value -> value, value -> value);

    /// `A=true,B=false`; several flags add up, the later one wins. Iterates in key order.
    public static final OptionType<SortedMap<String, Boolean>> BOOL_MAP = map(
            "mapStringBool",
            text -> pairs(text, OptionTypes::bool, "string=bool"),
            OptionTypes::bool,
            value -> Boolean.toString(value));

    /// `a=x,b`; a key alone has the value "". Several flags add up, the later one wins. Iterates in key order.
    ///
    /// Source: `component-base/cli/flag.ConfigurationMap`.
    public static final OptionType<SortedMap<String, String>> KEYS =
            map("mapStringString", OptionTypes::keys, value -> value, value -> value);

    private OptionTypes() {}

    /// One of the constants of an enum, by the text that each stands for.
    public static <E> OptionType<E> choice(String name, Map<String, E> choices) {
        var allowed = new TreeMap<>(choices);
        return OptionType.scalar(
                name,
                text -> {
                    E value = allowed.get(text);
                    if (value == null) throw new InvalidValue("must be one of " + String.join(", ", allowed.keySet()));
                    return value;
                },
                value -> {
                    for (var entry : allowed.entrySet()) {
                        if (entry.getValue().equals(value)) return '"' + entry.getKey() + '"';
                    }
                    return "";
                });
    }

    private static <E> OptionType<List<E>> list(
            String name, OptionType.Reader<List<E>> reader, OptionType.Reader<E> element, Function<E, String> writer) {
        return new OptionType<>(
                name,
                Shape.LIST,
                reader,
                (_, text) -> List.of(element.read(text)),
                values -> values.isEmpty()
                        ? ""
                        : "[" + String.join(",", values.stream().map(writer).toList()) + "]",
                (earlier, later) -> {
                    var all = new ArrayList<>(earlier);
                    all.addAll(later);
                    return List.copyOf(all);
                },
                null);
    }

    private static <E> OptionType<SortedMap<String, E>> map(
            String name,
            OptionType.Reader<SortedMap<String, E>> reader,
            OptionType.Reader<E> element,
            Function<E, String> writer) {
        return new OptionType<>(
                name,
                Shape.MAP,
                reader,
                (key, text) -> Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(key, element.read(text)))),
                values -> String.join(
                        ",",
                        values.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + writer.apply(entry.getValue()))
                                .toList()),
                (earlier, later) -> {
                    var all = new TreeMap<>(earlier);
                    all.putAll(later);
                    return Collections.unmodifiableSortedMap(all);
                },
                null);
    }

    private static boolean bool(String text) throws InvalidValue {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default ->
                throw new InvalidValue(
                        "strconv.ParseBool: parsing \"" + text + "\": invalid syntax",
                        "must be true or false, not \"" + text + '"');
        };
    }

    /// As Go's `strconv.ParseInt` with base 0: `10`, `0x1f`, `0o17`, `017`, `0b11`, `1_000`.
    private static long integer(String text, int bits) throws InvalidValue {
        String failed = "strconv.ParseInt: parsing \"" + text + "\": ";
        String allowed = "must be a whole number of " + bits + " bits, not \"" + text + '"';
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            char mark = Character.toLowerCase(digits.charAt(1));
            radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            digits = digits.substring(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
        }
        boolean misplaced = digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
        digits = digits.replace("_", "");
        if (digits.isEmpty() || misplaced || !isNumber(digits, radix))
            throw new InvalidValue(failed + "invalid syntax", allowed);
        try {
            long value = Long.parseLong((negative ? "-" : "") + digits, radix);
            if (bits == 32 && value != (int) value) throw new InvalidValue(failed + "value out of range", allowed);
            return value;
        } catch (NumberFormatException e) {
            throw new InvalidValue(failed + "value out of range", allowed);
        }
    }

    private static boolean isNumber(String digits, int radix) {
        return digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }

    private static double number(String text) throws InvalidValue {
        try {
            if (text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw noNumber(text);
        }
        throw noNumber(text);
    }

    private static InvalidValue noNumber(String text) {
        return new InvalidValue(
                "strconv.ParseFloat: parsing \"" + text + "\": invalid syntax",
                "must be a number, not \"" + text + '"');
    }

    private static String numberText(double value) {
        if (value == 0) return "";
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static Duration duration(String text) throws InvalidValue {
        try {
            return GoDuration.parse(text);
        } catch (GoDuration.Malformed e) {
            throw new InvalidValue(e.reason(), "must be a length of time like 1h30m or 10s, not \"" + text + '"');
        }
    }

    private static long bytes(String text) throws InvalidValue {
        var matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) throw notBytes(text);
        var scale = switch (matcher.group(2)) {
            case "" -> BigDecimal.ONE;
            case "k" -> BigDecimal.TEN.pow(3);
            case "M" -> BigDecimal.TEN.pow(6);
            case "G" -> BigDecimal.TEN.pow(9);
            case "T" -> BigDecimal.TEN.pow(12);
            case "P" -> BigDecimal.TEN.pow(15);
            case "E" -> BigDecimal.TEN.pow(18);
            case "Ki" -> BigDecimal.valueOf(1L << 10);
            case "Mi" -> BigDecimal.valueOf(1L << 20);
            case "Gi" -> BigDecimal.valueOf(1L << 30);
            case "Ti" -> BigDecimal.valueOf(1L << 40);
            case "Pi" -> BigDecimal.valueOf(1L << 50);
            case "Ei" -> BigDecimal.valueOf(1L << 60);
            default -> throw notBytes(text);
        };
        try {
            return new BigDecimal(matcher.group(1)).multiply(scale).longValueExact();
        } catch (ArithmeticException e) {
            throw notBytes(text);
        }
    }

    private static InvalidValue notBytes(String text) {
        return new InvalidValue('"' + text + "\" is not a whole number of bytes, like 4096, 512Ki, 10Mi or 1.5G");
    }

    /// One line of CSV: `a,"b,c"`.
    private static List<String> csv(String text) throws InvalidValue {
        if (text.isEmpty()) return List.of();
        var fields = new ArrayList<String>();
        int at = 0;
        while (true) {
            var field = new StringBuilder();
            if (at < text.length() && text.charAt(at) == '"') {
                at = quoted(text, at + 1, field);
                if (at < text.length() && text.charAt(at) != ',')
                    throw new InvalidValue("extraneous or missing \" in quoted-field");
            } else {
                int end = text.indexOf(',', at);
                String bare = text.substring(at, end < 0 ? text.length() : end);
                if (bare.indexOf('"') >= 0) throw new InvalidValue("bare \" in non-quoted-field");
                field.append(bare);
                at += bare.length();
            }
            fields.add(field.toString());
            if (at >= text.length()) return List.copyOf(fields);
            at++;
        }
    }

    private static int quoted(String text, int from, StringBuilder field) throws InvalidValue {
        int at = from;
        while (true) {
            int quote = text.indexOf('"', at);
            if (quote < 0) throw new InvalidValue("extraneous or missing \" in quoted-field");
            field.append(text, at, quote);
            if (quote + 1 >= text.length() || text.charAt(quote + 1) != '"') return quote + 1;
            field.append('"');
            at = quote + 2;
        }
    }

    private static SortedMap<String, String> keys(String text) {
        var all = new TreeMap<String, String>();
        for (String pair : text.split(",", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            if (equals < 0) all.put(pair.strip(), "");
            else
                all.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
        }
        return Collections.unmodifiableSortedMap(all);
    }

    private static <E> SortedMap<String, E> pairs(String text, OptionType.Reader<E> value, String form)
            throws InvalidValue {
        var all = new TreeMap<String, E>();
        for (String pair : text.split(",", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            if (equals < 0) throw new InvalidValue("malformed pair, expect " + form);
            String key = pair.substring(0, equals).strip();
            String of = pair.substring(equals + 1).strip();
            try {
                all.put(key, value.read(of));
            } catch (InvalidValue e) {
                throw new InvalidValue("invalid value of " + key + ": " + of + ", err: " + e.reason());
            }
        }
        return Collections.unmodifiableSortedMap(all);
    }
}
