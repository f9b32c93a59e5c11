package io.djong.client.reconcile;

import io.djong.base.time.Ticker;
import io.djong.client.queue.RateLimiter;
import io.djong.client.queue.RateLimiters;
import java.time.Duration;
import java.util.function.Function;

/// How a controller runs.
///
/// @param name in logs, threads and metrics; the queue's name upstream (`deployment`, `replicaset` …)
/// @param workers keys that are worked on at the same time; at least 1
/// @param attemptsMax failures in a row after which a key is given up until its next event; 0: never
/// @param limiter makes the back-off of failed keys
public record ControllerOptions<K>(
        String name, int workers, int attemptsMax, Function<Ticker, RateLimiter<K>> limiter) {
    /// Checks the numbers.
    public ControllerOptions {
        if (workers < 1) throw new IllegalArgumentException(name + ": workers " + workers);
        if (attemptsMax < 0) throw new IllegalArgumentException(name + ": attempts " + attemptsMax);
    }

    /// Endless attempts with the default back-off of controllers.
    public static <K> ControllerOptions<K> of(String name, int workers) {
        return new ControllerOptions<>(name, workers, 0, RateLimiters::controllerDefault);
    }

    /// The options with a limit on failures in a row.
    public ControllerOptions<K> withAttemptsMax(int attempts) {
        return new ControllerOptions<>(name, workers, attempts, limiter);
    }

    /// The options with another back-off: first wait, longest wait, and the default bucket over all keys.
    public ControllerOptions<K> withBackoff(Duration first, Duration longest) {
        return new ControllerOptions<>(
                name, workers, attemptsMax, ticker -> RateLimiters.exponential(ticker, first, longest));
    }
}
