package io.djong.controllermanager.nodelifecycle;

import io.djong.base.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Nodes that are to get a `NoExecute` taint, by zone, in the order in which they fell ill; each zone hands them
/// out at its own rate, one at once and never two. Safe for any number of threads.
final class PendingTaints {
    private final Ticker ticker;
    private final double defaultRate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Zone> zones = new TreeMap<>();

    private static final class Zone {
        final Map<String, Boolean> nodes = new LinkedHashMap<>();
        double perSecond;
        double tokens = 1;
        long lastNanos;
    }

    PendingTaints(Ticker ticker, double defaultRate) {
        this.ticker = ticker;
        this.defaultRate = defaultRate;
    }

    /// @return whether the node was not waiting already
    boolean add(String zone, String node) {
        lock.lock();
        try {
            return zone(zone).nodes.putIfAbsent(node, Boolean.TRUE) == null;
        } finally {
            lock.unlock();
        }
    }

    void remove(String zone, String node) {
        lock.lock();
        try {
            zone(zone).nodes.remove(node);
        } finally {
            lock.unlock();
        }
    }

    void setRate(String zone, double perSecond) {
        lock.lock();
        try {
            Zone state = zone(zone);
            refill(state);
            state.perSecond = perSecond;
            // A new limiter starts full, one of rate 0 stays empty.
            if (perSecond == 0) state.tokens = 0;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a node whose turn has come, null when there is none now.
    @Nullable
    String take() {
        lock.lock();
        try {
            for (Zone state : zones.values()) {
                refill(state);
                if (state.nodes.isEmpty() || state.tokens < 1) continue;
                state.tokens -= 1;
                String node = state.nodes.keySet().iterator().next();
                state.nodes.remove(node);
                return node;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// How long until the next turn; null when nobody waits, or has to wait for another rate.
    @Nullable
    Duration nextTurn() {
        lock.lock();
        try {
            Duration next = null;
            for (Zone state : zones.values()) {
                if (state.nodes.isEmpty() || state.perSecond == 0) continue;
                refill(state);
                double missing = Math.max(0, 1 - state.tokens);
                Duration wait = Duration.ofNanos((long) Math.ceil(missing / state.perSecond * 1e9));
                if (next == null || wait.compareTo(next) < 0) next = wait;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Zone zone(String name) {
        return zones.computeIfAbsent(name, _ -> {
            var zone = new Zone();
            zone.perSecond = defaultRate;
            zone.lastNanos = ticker.nanos();
            return zone;
        });
    }

    private void refill(Zone zone) {
        long now = ticker.nanos();
        zone.tokens = Math.min(1, zone.tokens + (now - zone.lastNanos) / 1e9 * zone.perSecond);
        zone.lastNanos = now;
    }
}
