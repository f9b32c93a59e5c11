package io.djong.api.meta;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A cursor over a text that should be a time in RFC 3339.
final class Rfc3339 {
    private final String text;
    private int at;
    private boolean bad;

    Rfc3339(String text) {
        this.text = text;
    }

    @Nullable
    Instant read(boolean exactMicros) {
        int year = digits(4, 0, 9999);
        sign('-');
        int month = digits(2, 1, 12);
        sign('-');
        int day = digits(2, 1, 31);
        sign('T');
        int hour = digits(2, 0, 23);
        sign(':');
        int minute = digits(2, 0, 59);
        sign(':');
        int second = digits(2, 0, 59);
        int nanos = fraction(exactMicros);
        int offsetSeconds = offset();
        if (bad || at != text.length()) return null;
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offsetSeconds;
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            return null; // the 30th of February
        }
    }

    private int digits(int count, int min, int max) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int c = at < text.length() ? text.charAt(at) : -1;
            if (c < '0' || c > '9') {
                bad = true;
                return min;
            }
            value = value * 10 + c - '0';
            at++;
        }
        if (value < min || value > max) bad = true;
        return value;
    }

    private void sign(char expected) {
        if (at < text.length() && text.charAt(at) == expected) at++;
        else bad = true;
    }

    private int fraction(boolean exactMicros) {
        boolean present = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
        if (!present) {
            if (exactMicros) bad = true;
            return 0;
        }
        at++;
        int nanos = 0;
        int count = 0;
        for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++, count++) {
            if (count < 9) nanos = nanos * 10 + text.charAt(at) - '0';
        }
        if (count == 0 || (exactMicros && count != 6)) bad = true;
        for (int i = count; i < 9; i++) nanos *= 10;
        return nanos;
    }

    private int offset() {
        int c = at < text.length() ? text.charAt(at++) : -1;
        if (c == 'Z') return 0;
        if (c != '+' && c != '-') {
            bad = true;
            return 0;
        }
        int hours = digits(2, 0, 24);
        sign(':');
        int minutes = digits(2, 0, 60);
        int seconds = (hours * 60 + minutes) * 60;
        return c == '-' ? -seconds : seconds;
    }
}
