package io.djong.api.meta;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Points in time as API objects carry them: RFC 3339 in UTC, in whole seconds (`Time`) or
/// microseconds (`MicroTime`). The zero time stands for "not set" and is written as `null`.
public final class Times {
    private Times() {}

    /// Go's zero time, 0001-01-01T00:00:00Z.
    public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final String[] PAIRS = pairs();

    public static boolean isZero(Instant time) {
        return time.equals(ZERO);
    }

    /// `2006-01-02T15:04:05Z`; fractions are cut.
    public static String seconds(Instant time) {
        return date(time).append('Z').toString();
    }

    /// `2006-01-02T15:04:05.000000Z`; what is finer is cut.
    public static String micros(Instant time) {
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return date(time)
                .append('.')
                .append(PAIRS[micros / 10_000])
                .append(PAIRS[micros / 100 % 100])
                .append(PAIRS[micros % 100])
                .append('Z')
                .toString();
    }

    private static StringBuilder date(Instant time) {
        var at = OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
        var out = new StringBuilder(28);
        int year = at.getYear();
        if (year < 0) out.append('-');
        int years = Math.abs(year); // more than four digits only in broken data; Go writes them too
        if (years > 9999) out.append(years / 10_000);
        return out.append(PAIRS[years / 100 % 100])
                .append(PAIRS[years % 100])
                .append('-')
                .append(PAIRS[at.getMonthValue()])
                .append('-')
                .append(PAIRS[at.getDayOfMonth()])
                .append('T')
                .append(PAIRS[at.getHour()])
                .append(':')
                .append(PAIRS[at.getMinute()])
                .append(':')
                .append(PAIRS[at.getSecond()]);
    }

    /// Cut to whole seconds, as `Time` keeps it.
    public static Instant toSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Cut to whole microseconds, as `MicroTime` keeps it.
    public static Instant toMicros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /// Reads RFC 3339 with any offset and an optional fraction, as Go's `time.RFC3339` does; null when it is not
    /// that.
    public static @Nullable Instant parse(String text) {
        return new Rfc3339(text, false).read();
    }

    /// Reads RFC 3339 with exactly six digits of fraction; null when it is not that.
    public static @Nullable Instant parseMicros(String text) {
        return new Rfc3339(text, true).read();
    }

    /// What Go says about a text that is no time, for `MicroTime` or `Time`; null when it is one.
    public static @Nullable String parseError(String text, boolean micros) {
        var reader = new Rfc3339(text, micros);
        return reader.read() == null ? reader.error() : null;
    }

    private static String[] pairs() {
        var pairs = new String[100];
        for (int i = 0; i < 100; i++) pairs[i] = "" + i / 10 + i % 10;
        return pairs;
    }
}
