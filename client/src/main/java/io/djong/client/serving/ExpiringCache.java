package io.djong.client.serving;

import io.djong.base.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Answers of the API server, for a while. At most [#ENTRIES_MAX]; the oldest go first. Safe for several threads.
final class ExpiringCache<K, V> {
    /// How many answers are kept.
    static final int ENTRIES_MAX = 4_096;

    private record Entry<V>(V value, long endNanos) {}

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

    ExpiringCache(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Null when there is no answer, or none that still counts.
    @Nullable
    V get(K key) {
        lock.lock();
        try {
            var entry = entries.get(key);
            if (entry == null) return null;
            if (entry.endNanos - ticker.nanos() > 0) return entry.value;
            entries.remove(key);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// @param life not kept at all when it is zero
    void put(K key, V value, Duration life) {
        if (life.isZero()) return;
        lock.lock();
        try {
            entries.remove(key);
            if (entries.size() >= ENTRIES_MAX) {
                entries.remove(entries.keySet().iterator().next());
            }
            entries.put(key, new Entry<>(value, ticker.nanos() + life.toNanos()));
        } finally {
            lock.unlock();
        }
    }
}
