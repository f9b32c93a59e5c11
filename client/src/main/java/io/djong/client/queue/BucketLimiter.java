package io.djong.client.queue;

import io.djong.base.time.Ticker;
import java.time.Duration;

/// A token bucket over all keys together: `burst` retries at once, then `perSecond`. Each call takes a token,
/// which may be one of the future: the wait is the time until that token exists.
public final class BucketLimiter<K> implements RateLimiter<K> {
    private final Ticker ticker;
    private final double nanosPerToken;
    private final double burst;
    private double tokens;
    private long lastNanos;

    /// @param perSecond tokens a second; positive
    /// @param burst tokens the full bucket holds; positive
    public BucketLimiter(Ticker ticker, double perSecond, int burst) {
        if (!(perSecond > 0) || burst <= 0) {
            throw new IllegalArgumentException("bucket of " + perSecond + " per second, burst " + burst);
        }
        this.ticker = ticker;
        this.nanosPerToken = 1e9 / perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.lastNanos = ticker.nanos();
    }

    @Override
    public Duration when(K key) {
        long now = ticker.nanos();
        tokens = Math.min(burst, tokens + (now - lastNanos) / nanosPerToken);
        lastNanos = now;
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens * nanosPerToken));
    }

    @Override
    public void forget(K key) {}

    @Override
    public int requeues(K key) {
        return 0;
    }
}
