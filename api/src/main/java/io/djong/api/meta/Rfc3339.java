package io.djong.api.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Reads a time as Go's `time.Parse` does with the layouts of `Time` and `MicroTime`, and says in Go's words what is
/// wrong with it.
final class Rfc3339 {
    private static final String SECONDS = "2006-01-02T15:04:05Z07:00";
    private static final String MICROS = "2006-01-02T15:04:05.000000Z07:00";

    private final String text;
    private final boolean micros;
    private int at;
    private @Nullable String error;

    Rfc3339(String text, boolean micros) {
        this.text = text;
        this.micros = micros;
    }

    /// Go's error after [#read] gave null.
    @Nullable
    String error() {
        return error;
    }

    /// The time; null when the text is none.
    @Nullable
    Instant read() {
        int year = year();
        sign("-");
        int month = number("01", true, 1, 12, "month");
        sign("-");
        int day = number("02", false, 0, 99, "day");
        sign("T");
        int hour = number("15", false, 0, 23, "hour");
        sign(":");
        int minute = number("04", true, 0, 59, "minute");
        sign(":");
        int second = number("05", true, 0, 59, "second");
        int nanos = micros ? exactFraction() : fraction();
        int offsetSeconds = offset();
        if (error == null && at < text.length()) message(": extra text: " + quote(text.substring(at)));
        if (error == null && (day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()))
            message(": day out of range");
        if (error != null) return null;
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second - offsetSeconds, nanos);
    }

    private boolean digit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int year() {
        for (int i = 0; i < 4; i++) {
            if (!digit(i)) return bad(0, "2006");
        }
        at = 4;
        return Integer.parseInt(text, 0, 4, 10);
    }

    private void sign(String sign) {
        if (error != null) return;
        if (text.startsWith(sign, at)) at++;
        else bad(at, sign);
    }

    private int number(String layout, boolean twoDigits, int min, int max, String name) {
        if (error != null) return min;
        if (!digit(at) || (twoDigits && !digit(at + 1))) return bad(at, layout);
        int count = digit(at + 1) ? 2 : 1;
        int value = Integer.parseInt(text, at, at + count, 10);
        at += count;
        if (value < min || value > max) message(": " + name + " out of range");
        return value;
    }

    private boolean point() {
        return at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    }

    private int fraction() {
        if (error != null || !point() || !digit(at + 1)) return 0;
        int from = ++at;
        int nanos = 0;
        for (; digit(at); at++) if (at - from < 9) nanos = nanos * 10 + text.charAt(at) - '0';
        for (int i = at - from; i < 9; i++) nanos *= 10;
        return nanos;
    }

    private int exactFraction() {
        if (error != null) return 0;
        for (int i = 1; i <= 6; i++) {
            if (!point() || !digit(at + i)) return bad(at, ".000000");
        }
        at += 7;
        return Integer.parseInt(text, at - 6, at, 10) * 1000;
    }

    private int offset() {
        if (error != null) return 0;
        if (at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return 0;
        }
        char sign = at + 6 <= text.length() && text.charAt(at + 3) == ':' ? text.charAt(at) : ' ';
        boolean numbers = digit(at + 1) && digit(at + 2) && digit(at + 4) && digit(at + 5);
        if ((sign != '+' && sign != '-') || !numbers) return bad(at, "Z07:00");
        int hours = Integer.parseInt(text, at + 1, at + 3, 10);
        int minutes = Integer.parseInt(text, at + 4, at + 6, 10);
        at += 6;
        if (hours > 24) message(": time zone offset hour out of range");
        if (minutes > 60) message(": time zone offset minute out of range");
        int seconds = (hours * 60 + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private int bad(int from, String layout) {
        if (error == null) {
            String whole = micros ? MICROS : SECONDS;
            error = "parsing time " + quote(text) + " as " + quote(whole) + ": cannot parse "
                    + quote(text.substring(from)) + " as " + quote(layout);
        }
        return 1;
    }

    private void message(String message) {
        if (error == null) error = "parsing time " + quote(text) + message;
    }

    private static String quote(String text) {
        var out = new StringBuilder("\"");
        for (byte b : text.getBytes(UTF_8)) {
            int c = b & 0xff;
            if (c >= 0x80 || c < ' ') out.append(String.format("\\x%02x", c));
            else {
                if (c == '"' || c == '\\') out.append('\\');
                out.append((char) c);
            }
        }
        return out.append('"').toString();
    }
}
