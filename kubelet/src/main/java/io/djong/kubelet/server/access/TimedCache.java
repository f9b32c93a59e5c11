package io.djong.kubelet.server.access;

import io.djong.base.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Answers that hold for a while. The oldest goes when there are too many.
final class TimedCache<K, V> {
    private static final int ENTRIES_MAX = 4_096;

    private record Entry<V>(V value, long untilNanos) {}

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    TimedCache(Ticker ticker) {
        this.ticker = ticker;
    }

    @Nullable
    V get(K key) {
        lock.lock();
        try {
            var entry = entries.get(key);
            if (entry == null) {
                return null;
            }
            if (entry.untilNanos - ticker.nanos() > 0) {
                return entry.value;
            }
            entries.remove(key);
            return null;
        } finally {
            lock.unlock();
        }
    }

    void put(K key, V value, Duration life) {
        if (life.isZero()) {
            return;
        }
        lock.lock();
        try {
            entries.remove(key);
            entries.put(key, new Entry<>(value, ticker.nanos() + life.toNanos()));
            if (entries.size() > ENTRIES_MAX) {
                entries.remove(entries.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}
