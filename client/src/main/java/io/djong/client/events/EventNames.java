package io.djong.client.events;

import io.djong.base.time.Environment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Names of events: the object's, and the time in nanoseconds, never the same twice, also where the clock
/// stands still
/// or is coarse. Safe for several threads.
final class EventNames {
    private final Environment environment;
    private final AtomicLong lastNanos = new AtomicLong();

    EventNames(Environment environment) {
        this.environment = environment;
    }

    /// @param about the name of the object
    String next(String about, Instant now) {
        long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, now)
                + environment.random().nextInt(1000);
        return about + "." + Long.toHexString(lastNanos.updateAndGet(last -> Math.max(nanos, last + 1)));
    }
}
