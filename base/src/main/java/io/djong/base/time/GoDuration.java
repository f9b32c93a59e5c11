package io.djong.base.time;

import java.time.Duration;

/// Durations in the text form of Go's `time.Duration`, which flags, files and objects of Kubernetes
/// use: `1h2m3.5s`, `300ms`, `-1.5h`, `0`.
public final class GoDuration {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

    /// A text that is no duration. The message is Go's.
    public static final class Malformed extends Exception {
        private final String reason;

        private Malformed(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /// Go's sentence.
        public String reason() {
            return reason;
        }
    }

    /// Reads a duration: an optional sign, then numbers with an optional fraction and a unit (`ns`,
    /// `us`, `µs`, `ms`, `s`, `m`, `h`) each; or `0`. Digits of a fraction beyond nanoseconds are
    /// dropped.
    public static Duration parse(String text) throws Malformed {
        int at = 0;
        boolean negative = false;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        if (text.startsWith("0", at) && text.length() == at + 1) return Duration.ZERO;
        if (at == text.length()) throw invalid(text);
        long total = 0; // negative, as there is one more negative number
        while (at < text.length()) {
            int number = at;
            while (at < text.length() && isDigit(text.charAt(at))) at++;
            int point = at;
            if (at < text.length() && text.charAt(at) == '.') {
                at++;
                while (at < text.length() && isDigit(text.charAt(at))) at++;
            }
            if (at - number == 0 || (point == number && at - point == 1)) throw invalid(text);
            int unit = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) at++;
            if (unit == at) throw new Malformed("time: missing unit in duration " + quote(text));
            long scale = scale(text, text.substring(unit, at));
            try {
                total = Math.addExact(total, Math.multiplyExact(negated(text, number, point), scale));
                total = Math.subtractExact(total, fraction(text, point + 1, unit, scale));
            } catch (NumberFormatException | ArithmeticException e) {
                throw invalid(text);
            }
        }
        if (!negative && total == Long.MIN_VALUE) throw invalid(text);
        return Duration.ofNanos(negative ? total : -total);
    }

    /// Writes a duration as Go does: `1h2m3.5s`, `1.5ms`, `0s`.
    ///
    /// @throws ArithmeticException if it is beyond what Go's type holds, about 292 years
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) return "0s";
        var text = new StringBuilder();
        if (nanos < 0) text.append('-');
        long size = Math.abs(nanos); // of the least long: itself, read as unsigned
        if (Long.compareUnsigned(size, SECOND) < 0) {
            if (size < MICRO) return text.append(size).append("ns").toString();
            if (size < MILLI) return decimal(text, size, MICRO).append("µs").toString();
            return decimal(text, size, MILLI).append("ms").toString();
        }
        long seconds = Long.divideUnsigned(size, SECOND);
        long minutes = seconds / 60;
        if (minutes >= 60) text.append(minutes / 60).append('h');
        if (minutes > 0) text.append(minutes % 60).append('m');
        return decimal(text, seconds % 60 * SECOND + Long.remainderUnsigned(size, SECOND), SECOND)
                .append('s')
                .toString();
    }

    private static StringBuilder decimal(StringBuilder text, long value, long unit) {
        text.append(value / unit);
        long rest = value % unit;
        if (rest == 0) return text;
        text.append('.');
        for (long place = unit / 10; rest > 0; place /= 10) {
            text.append(rest / place);
            rest %= place;
        }
        return text;
    }

    private static long fraction(String text, int from, int to, long scale) {
        long value = 0;
        double places = 1;
        for (int i = from; i < to && value <= (Long.MAX_VALUE - 9) / 10; i++) {
            value = value * 10 + (text.charAt(i) - '0');
            places *= 10;
        }
        return (long) (value * (scale / places));
    }

    /// Minus the whole number there; 0 if there are no digits.
    private static long negated(String text, int from, int to) {
        if (from == to) return 0;
        long whole = Long.parseUnsignedLong(text, from, to, 10);
        if (Long.compareUnsigned(whole, Long.MIN_VALUE) > 0) throw new ArithmeticException();
        return -whole;
    }

    private static long scale(String text, String unit) throws Malformed {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> MICRO;
            case "ms" -> MILLI;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            default -> throw new Malformed("time: unknown unit " + quote(unit) + " in duration " + quote(text));
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Malformed invalid(String text) {
        return new Malformed("time: invalid duration " + quote(text));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
