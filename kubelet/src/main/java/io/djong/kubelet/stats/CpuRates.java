package io.djong.kubelet.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How much of a core is used, from what was used altogether: between two readings that are far enough
/// apart.
final class CpuRates {
    /// Two readings that are closer say little.
    private static final Duration APART = Duration.ofSeconds(1);

    private record Reading(
            Instant time, long nanoSeconds, @Nullable Long rate) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Reading> readings = new HashMap<>();

    /// With the rate since the reading before, unless it has one already.
    ///
    /// @param of whose
    Usage.@Nullable Cpu rated(String of, Usage.@Nullable Cpu cpu) {
        if (cpu == null || cpu.nanoSeconds() == null || cpu.nanoCores() != null) {
            return cpu;
        }
        lock.lock();
        try {
            var before = readings.get(of);
            if (before == null || cpu.nanoSeconds() < before.nanoSeconds) {
                readings.put(of, new Reading(cpu.time(), cpu.nanoSeconds(), null));
                return cpu;
            }
            var apart = Duration.between(before.time, cpu.time());
            if (apart.compareTo(APART) < 0) {
                return new Usage.Cpu(cpu.time(), before.rate, cpu.nanoSeconds());
            }
            long rate = (long) ((double) (cpu.nanoSeconds() - before.nanoSeconds) / apart.toNanos() * 1e9);
            readings.put(of, new Reading(cpu.time(), cpu.nanoSeconds(), rate));
            return new Usage.Cpu(cpu.time(), rate, cpu.nanoSeconds());
        } finally {
            lock.unlock();
        }
    }

    /// Forgets all others.
    void keep(Set<String> living) {
        lock.lock();
        try {
            readings.keySet().retainAll(living);
        } finally {
            lock.unlock();
        }
    }
}
