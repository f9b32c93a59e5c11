package io.djong.client.queue;

import io.djong.base.time.Ticker;
import java.time.Duration;
import java.util.List;

/// The limiters that controllers use.
public final class RateLimiters {
    private RateLimiters() {}

    /// client-go's default for controllers: 5 ms doubling up to 1000 s for one key, and 10 retries a second
    /// with a burst of 100 for all keys together; the longer of the two waits counts.
    public static <K> RateLimiter<K> controllerDefault(Ticker ticker) {
        return exponential(ticker, Duration.ofMillis(5), Duration.ofSeconds(1000));
    }

    /// The same with another first and longest wait of one key.
    public static <K> RateLimiter<K> exponential(Ticker ticker, Duration first, Duration longest) {
        return longest(new ExponentialFailureLimiter<>(first, longest), new BucketLimiter<>(ticker, 10, 100));
    }

    /// Asks both and answers the longer wait.
    public static <K> RateLimiter<K> longest(RateLimiter<K> first, RateLimiter<K> second) {
        return new Longest<>(List.of(first, second));
    }

    private record Longest<K>(List<RateLimiter<K>> parts) implements RateLimiter<K> {
        @Override
        public Duration when(K key) {
            Duration longest = Duration.ZERO;
            for (var part : parts) {
                Duration wait = part.when(key);
                if (wait.compareTo(longest) > 0) longest = wait;
            }
            return longest;
        }

        @Override
        public void forget(K key) {
            for (var part : parts) part.forget(key);
        }

        @Override
        public int requeues(K key) {
            int most = 0;
            for (var part : parts) most = Math.max(most, part.requeues(key));
            return most;
        }
    }
}
