package io.djong.client.informer;

import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a reflector waits after a failure: 800 ms doubling up to 30 s, each with up to as much again at
/// random; from the start after two minutes without a failure. The server's `Retry-After` counts where it is
/// longer. As client-go.
final class FailureDelay {
    private static final long FIRST_NANOS = Duration.ofMillis(800).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long RESET_NANOS = Duration.ofMinutes(2).toNanos();

    private final Environment environment;
    private long nextNanos = FIRST_NANOS;
    private long lastNanos;

    FailureDelay(Environment environment) {
        this.environment = environment;
        this.lastNanos = environment.ticker().nanos();
    }

    Duration next(@Nullable ApiException failure) {
        long now = environment.ticker().nanos();
        if (now - lastNanos > RESET_NANOS) nextNanos = FIRST_NANOS;
        lastNanos = now;
        Duration delay = Duration.ofNanos(nextNanos + environment.random().nextLong(nextNanos));
        nextNanos = Math.min(2 * nextNanos, LONGEST_NANOS);
        Duration asked = failure == null ? Duration.ZERO : failure.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(delay) > 0 ? asked : delay;
    }
}
