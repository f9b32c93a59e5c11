package io.djong.client.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// `base × 2^failures` of one key, at most `max`. Without jitter, as upstream: the queue's order already
/// spreads keys.
///
/// Memory: one entry per key that failed and was not forgotten.
public final class ExponentialFailureLimiter<K> implements RateLimiter<K> {
    private final long baseNanos;
    private final long maxNanos;
    private final Map<K, Integer> failures = new HashMap<>();

    /// @param base the wait after the first failure; positive
    /// @param max the longest wait; not shorter than `base`
    public ExponentialFailureLimiter(Duration base, Duration max) {
        if (base.isNegative() || base.isZero() || max.compareTo(base) < 0) {
            throw new IllegalArgumentException("back-off base " + base + ", max " + max);
        }
        this.baseNanos = base.toNanos();
        this.maxNanos = max.toNanos();
    }

    @Override
    public Duration when(K key) {
        int before = failures.merge(key, 1, Integer::sum) - 1;
        // Shifting further than this would overflow; the maximum is reached long before for any sensible base.
        boolean overflows = before >= Long.numberOfLeadingZeros(baseNanos) - 1;
        return Duration.ofNanos(overflows ? maxNanos : Math.min(baseNanos << before, maxNanos));
    }

    @Override
    public void forget(K key) {
        failures.remove(key);
    }

    @Override
    public int requeues(K key) {
        return failures.getOrDefault(key, 0);
    }
}
