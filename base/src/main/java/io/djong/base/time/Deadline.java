package io.djong.base.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A point of monotonic time, and how far away it is.
public final class Deadline {
    private static final Deadline NEVER = new Deadline(null, 0);

    /// What is left of a deadline that never comes, about 146 years: short enough to be added to any reading.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final @Nullable Ticker ticker;
    private final long atNanos;

    private Deadline(@Nullable Ticker ticker, long atNanos) {
        this.ticker = ticker;
        this.atNanos = atNanos;
    }

    /// So much time from now. A duration of more than about 146 years means never.
    public static Deadline after(Ticker ticker, Duration duration) {
        if (duration.compareTo(LONGEST) >= 0) return NEVER;
        return new Deadline(ticker, ticker.nanos() + (duration.isNegative() ? 0 : duration.toNanos()));
    }

    /// The one that does not come.
    public static Deadline never() {
        return NEVER;
    }

    public boolean isNever() {
        return ticker == null;
    }

    /// What is left; zero when it has passed, about 146 years when it never comes.
    public Duration remaining() {
        if (ticker == null) return LONGEST;
        return Duration.ofNanos(Math.max(0, atNanos - ticker.nanos()));
    }

    /// Whether it has come.
    public boolean isPast() {
        return ticker != null && atNanos - ticker.nanos() <= 0;
    }
}
