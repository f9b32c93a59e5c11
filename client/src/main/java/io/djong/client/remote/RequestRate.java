package io.djong.client.remote;

import io.djong.base.time.Environment;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// This side's own limit on requests: a token bucket. Waiting requests go in the order of their arrival.
final class RequestRate {
    private final Environment environment;
    private final double nanosPerToken;
    private final int burst;
    private final ReentrantLock lock = new ReentrantLock();
    private double tokens;
    private long lastNanos;

    /// @param perSecond 0 for no limit
    RequestRate(Environment environment, double perSecond, int burst) {
        this.environment = environment;
        this.nanosPerToken = perSecond > 0 ? 1e9 / perSecond : 0;
        this.burst = Math.max(1, burst);
        this.tokens = this.burst;
        this.lastNanos = environment.ticker().nanos();
    }

    /// Waits for a turn.
    ///
    /// @return how long that took, in nanoseconds
    long await() throws InterruptedException {
        if (nanosPerToken == 0) return 0;
        long wait;
        lock.lockInterruptibly();
        try {
            long now = environment.ticker().nanos();
            tokens = Math.min(burst, tokens + (now - lastNanos) / nanosPerToken) - 1;
            lastNanos = now;
            wait = tokens >= 0 ? 0 : (long) Math.ceil(-tokens * nanosPerToken);
        } finally {
            lock.unlock();
        }
        if (wait > 0) environment.timers().sleep(Duration.ofNanos(wait));
        return wait;
    }
}
