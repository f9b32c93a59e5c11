package io.djong.apiserver.resource;

import io.djong.api.meta.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times as tables show them.
public final class Ages {
    private static final String UNKNOWN = "<unknown>";

    private Ages() {}

    /// How long ago something was; `<unknown>` when it was never.
    public static String since(@Nullable Instant time, Instant now) {
        return time == null || time.equals(Times.ZERO) ? UNKNOWN : brief(Duration.between(time, now));
    }

    /// The time in RFC 3339; `<unknown>` when it was never.
    public static String at(@Nullable Instant time) {
        return time == null || time.equals(Times.ZERO) ? UNKNOWN : Times.seconds(time);
    }

    /// A duration in at most two units, the more precise the shorter it is.
    public static String brief(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        var minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        var hours = minutes / 60;
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        var days = hours / 24;
        if (hours < 24 * 8) {
            return two(days, "d", hours % 24, "h");
        }
        if (hours < 24 * 365 * 2) {
            return days + "d";
        }
        return hours < 24 * 365 * 8 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
    }
}
