package io.djong.store.sqlite;

import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Wakes the store when the next key expires. Wakes on whole seconds, so that keys which expire close
/// together go together.
final class ExpiryTimer {
    private static final long STEP_MS = 1000;

    private final Environment env;
    private final StoreTime time;
    private final Runnable expire;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Timer timer;
    private long dueMs;
    private boolean closed;

    ExpiryTimer(Environment env, StoreTime time, Runnable expire) {
        this.env = env;
        this.time = time;
        this.expire = expire;
    }

    /// Makes sure that the store is woken at this time or earlier.
    ///
    /// @param atMs the store's milliseconds; 0 for never
    void wakeAt(long atMs) {
        if (atMs == 0) {
            return;
        }
        lock.lock();
        try {
            long due = Math.ceilDiv(atMs, STEP_MS) * STEP_MS;
            if (closed || timer != null && dueMs <= due) {
                return;
            }
            if (timer != null) {
                timer.cancel();
            }
            dueMs = due;
            timer = env.timers().once(Duration.ofMillis(due - time.nowMs()), this::fire);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.cancel();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fire() {
        lock.lock();
        try {
            timer = null;
        } finally {
            lock.unlock();
        }
        expire.run();
    }
}
