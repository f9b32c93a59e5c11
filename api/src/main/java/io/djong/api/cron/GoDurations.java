package io.djong.api.cron;

import io.djong.api.json.GoQuote;
import java.time.Duration;

/// Durations as they are written in schedules: `1h30m`, `1.5s`.
final class GoDurations {
    private GoDurations() {}

    /// The duration; nanoseconds that a long cannot hold are refused.
    static Duration parse(String text) throws CronException {
        var rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        if (rest.isEmpty()) {
            throw wrong(text);
        }
        var nanos = 0.0;
        int at = 0;
        while (at < rest.length()) {
            int start = at;
            at = skip(rest, at, true);
            var number = rest.substring(start, at);
            if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
                throw wrong(text);
            }
            int unitStart = at;
            at = skip(rest, at, false);
            var unit = rest.substring(unitStart, at);
            if (unit.isEmpty()) {
                throw new CronException("time: missing unit in duration " + GoQuote.quote(text));
            }
            nanos += Double.parseDouble(number) * nanos(unit, text);
        }
        if (nanos > Long.MAX_VALUE) {
            throw wrong(text);
        }
        var duration = Duration.ofNanos((long) nanos);
        return text.startsWith("-") ? duration.negated() : duration;
    }

    private static int skip(String text, int from, boolean number) {
        int at = from;
        while (at < text.length() && number == isOfNumber(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isOfNumber(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static double nanos(String unit, String text) throws CronException {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default ->
                throw new CronException(
                        "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
        };
    }

    private static CronException wrong(String text) {
        return new CronException("time: invalid duration " + GoQuote.quote(text));
    }
}
