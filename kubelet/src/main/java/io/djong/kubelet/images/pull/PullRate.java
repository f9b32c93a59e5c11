package io.djong.kubelet.images.pull;

import io.djong.base.time.Ticker;
import java.util.concurrent.locks.ReentrantLock;

/// A token bucket: `burst` pulls at once, then so many a second. What finds no token is refused, not delayed.
final class PullRate {
    private final Ticker ticker;
    private final double perSecond;
    private final int burst;
    private final ReentrantLock lock = new ReentrantLock();
    private double tokens;
    private long lastNanos;

    /// @param perSecond 0 for no limit
    PullRate(Ticker ticker, double perSecond, int burst) {
        this.ticker = ticker;
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.lastNanos = ticker.nanos();
    }

    boolean tryTake() {
        if (perSecond <= 0) {
            return true;
        }
        lock.lock();
        try {
            long now = ticker.nanos();
            tokens = Math.min(burst, tokens + (now - lastNanos) / 1e9 * perSecond);
            lastNanos = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
