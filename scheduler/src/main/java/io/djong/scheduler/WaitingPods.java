package io.djong.scheduler;

import io.djong.base.time.Environment;
import io.djong.scheduler.framework.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The pods that Permit plug-ins hold back. Safe for use by several threads.
final class WaitingPods {
    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Held> pods = new HashMap<>();

    private static final class Held {
        /// Who holds it, and until when in nanoseconds of the ticker.
        final Map<String, Long> untilNanos = new LinkedHashMap<>();

        @Nullable
        Status refusal;
    }

    WaitingPods(Environment environment) {
        this.environment = environment;
    }

    void hold(String uid, String plugin, Duration atMost) {
        lock.lock();
        try {
            long until = environment.ticker().nanos() + atMost.toNanos();
            pods.computeIfAbsent(uid, _ -> new Held()).untilNanos.put(plugin, until);
        } finally {
            lock.unlock();
        }
    }

    /// The plug-in holds the pod no longer.
    void allow(String uid, String plugin) {
        lock.lock();
        try {
            Held held = pods.get(uid);
            if (held == null) return;
            held.untilNanos.remove(plugin);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The plug-in says no after all.
    void refuse(String uid, String plugin, String reason) {
        lock.lock();
        try {
            Held held = pods.get(uid);
            if (held == null) return;
            held.refusal = Status.unschedulable(plugin, reason);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void letGo(String uid) {
        lock.lock();
        try {
            pods.remove(uid);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nobody holds the pod, or somebody says no, or holds it for longer than it may.
    Status await(String uid) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Held held = pods.get(uid);
                if (held == null) return Status.SUCCESS;
                if (held.refusal != null) return held.refusal;
                if (held.untilNanos.isEmpty()) return Status.SUCCESS;
                String first = "";
                long least = Long.MAX_VALUE;
                for (var entry : held.untilNanos.entrySet()) {
                    long left = entry.getValue() - environment.ticker().nanos();
                    if (left < least) {
                        least = left;
                        first = entry.getKey();
                    }
                }
                if (least <= 0) {
                    return Status.unschedulable(first, "rejected due to timeout after waiting at plugin " + first);
                }
                environment.timers().await(lock, changed, Duration.ofNanos(least));
            }
        } finally {
            pods.remove(uid);
            lock.unlock();
        }
    }
}
