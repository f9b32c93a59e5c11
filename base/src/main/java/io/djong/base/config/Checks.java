package io.djong.base.config;

import io.djong.base.time.GoDuration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The usual checks of options.
public final class Checks {
    private Checks() {}

    /// From the least to the greatest, both allowed.
    public static Option.Check<Integer> between(int least, int greatest) {
        return value -> value >= least && value <= greatest
                ? null
                : "must be between " + least + " and " + greatest + ", inclusive";
    }

    /// No less than.
    public static Option.Check<Integer> atLeast(int least) {
        return value -> value >= least ? null : "must be at least " + least;
    }

    /// A TCP or UDP port that one can listen on.
    public static Option.Check<Integer> port() {
        return between(1, 65535);
    }

    /// A port, or 0 to switch off.
    public static Option.Check<Integer> portOrOff() {
        return value ->
                value >= 0 && value <= 65535 ? null : "must be between 0 and 65535, inclusive; 0 switches it off";
    }

    /// More than no time.
    public static Option.Check<Duration> positive() {
        return value -> value.isPositive() ? null : "must be greater than 0s, like 30s or 1m30s";
    }

    /// No less than.
    public static Option.Check<Duration> atLeast(Duration least) {
        return value -> value.compareTo(least) >= 0 ? null : "must be at least " + GoDuration.format(least);
    }

    /// One of these texts.
    public static Option.Check<String> oneOf(String... allowed) {
        var all = List.of(allowed);
        return value -> all.contains(value) ? null : "must be one of " + String.join(", ", all);
    }

    /// Every element one of these texts.
    public static Option.Check<List<String>> allOf(String... allowed) {
        var all = List.of(allowed);
        return values -> {
            for (String value : values) {
                if (!all.contains(value)) return "\"" + value + "\" is not one of " + String.join(", ", all);
            }
            return null;
        };
    }

    /// Not empty.
    public static Option.Check<String> notEmpty() {
        return value -> value.isEmpty() ? "must not be empty" : null;
    }

    /// Both; the first problem counts.
    public static <T extends @Nullable Object> Option.Check<T> both(Option.Check<T> first, Option.Check<T> second) {
        return value -> {
            String problem = first.problem(value);
            return problem != null ? problem : second.problem(value);
        };
    }
}
