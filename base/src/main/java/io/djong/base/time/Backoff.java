package io.djong.base.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing delays between attempts, as upstream's `wait.Backoff` (apimachinery, `pkg/util/wait`).
/// Immutable: [#step] gives the delay and the back-off to go on with.
///
/// @param delay the next delay, before jitter
/// @param factor what the delay is multiplied by after each step; 0 leaves it as it is
/// @param jitter the greatest share of a delay that is added to it by chance, for example 0.1; 0 adds none
/// @param steps how often the delay may still grow; 0 keeps it
/// @param cap the greatest delay before jitter, at which it stops growing; zero means no cap
public record Backoff(Duration delay, double factor, double jitter, int steps, Duration cap) {
    private static final double NANOS_MAX = (double) Long.MAX_VALUE;

    public Backoff {
        if (delay.isNegative() || factor < 0 || jitter < 0 || cap.isNegative()) {
            throw new IllegalArgumentException(
                    "negative: delay " + delay + ", factor " + factor + ", jitter " + jitter + ", cap " + cap);
        }
    }

    /// One delay and what comes after it.
    public record Step(Duration delay, Backoff rest) {}

    /// The next delay, with jitter.
    public Step step(RandomGenerator random) {
        Duration jittered = jitter(delay, jitter, random);
        if (steps < 1) return new Step(jittered, this);
        if (factor == 0) return new Step(jittered, new Backoff(delay, factor, jitter, steps - 1, cap));
        Duration grown = scaled(delay, factor);
        boolean capped = !cap.isZero() && grown.compareTo(cap) > 0;
        return new Step(jittered, new Backoff(capped ? cap : grown, factor, jitter, capped ? 0 : steps - 1, cap));
    }

    /// The duration plus a random share of up to `factorMax` of it; none for 0.
    public static Duration jitter(Duration duration, double factorMax, RandomGenerator random) {
        return factorMax <= 0 ? duration : scaled(duration, 1 + random.nextDouble() * factorMax);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) Math.min(NANOS_MAX, duration.toNanos() * factor));
    }
}
