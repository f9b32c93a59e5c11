package io.djong.scheduler.queue;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The pods that back off, sorted by when they are done with it. Those that were refused may be
/// taken early when there is nothing else to do; those that something went wrong with may not.
/// Guarded by the queue's lock.
///
/// Time counts in windows of a second, and pods of one window are in the order of the queue: so the important ones of
/// them go first.
final class BackoffQueue {
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final QueueOptions options;
    private final long originNanos;
    private final NavigableSet<QueuedPod> refused;
    private final NavigableSet<QueuedPod> failed;

    /// @param order of the queue; total
    /// @param originNanos where windows begin
    BackoffQueue(QueueOptions options, Comparator<QueuedPod> order, long originNanos) {
        this.options = options;
        this.originNanos = originNanos;
        Comparator<QueuedPod> byEnd = (a, b) -> Long.signum(a.backoffEndsNanos - b.backoffEndsNanos);
        refused = new TreeSet<>(byEnd.thenComparing(order));
        failed = new TreeSet<>(byEnd.thenComparing(order));
    }

    /// Sets when the pod's back-off ends: counted from when it entered the queue.
    void schedule(QueuedPod pod) {
        pod.backoffEndsNanos = window(pod.enqueuedNanos + backoff(pod).toNanos());
    }

    private Duration backoff(QueuedPod pod) {
        int count = pod.errorsInARow > 0 ? pod.errorsInARow : pod.unschedulableCount;
        if (count == 0) return Duration.ZERO;
        Duration backoff = options.initialBackoff();
        for (int i = 1; i < count; i++) {
            if (backoff.compareTo(options.maxBackoff().minus(backoff)) > 0) return options.maxBackoff();
            backoff = backoff.multipliedBy(2);
        }
        return backoff;
    }

    private long window(long nanos) {
        return nanos - Math.floorMod(nanos - originNanos, WINDOW_NANOS);
    }

    boolean isBackingOff(QueuedPod pod, long nowNanos) {
        return pod.backoffEndsNanos - window(nowNanos) > 0;
    }

    void add(QueuedPod pod) {
        pod.place = pod.hasRefusals() ? QueuedPod.Place.BACKOFF : QueuedPod.Place.ERROR_BACKOFF;
        set(pod).add(pod);
    }

    void remove(QueuedPod pod) {
        set(pod).remove(pod);
    }

    private NavigableSet<QueuedPod> set(QueuedPod pod) {
        return pod.place == QueuedPod.Place.ERROR_BACKOFF ? failed : refused;
    }

    /// A pod that is done with backing off, or null; taken out.
    @Nullable
    QueuedPod pollDone(long nowNanos) {
        QueuedPod first = firstDone(refused, nowNanos);
        if (first == null) first = firstDone(failed, nowNanos);
        if (first != null) remove(first);
        return first;
    }

    private @Nullable QueuedPod firstDone(NavigableSet<QueuedPod> pods, long nowNanos) {
        return pods.isEmpty() || isBackingOff(pods.first(), nowNanos) ? null : pods.first();
    }

    /// The next refused pod, though it is not done; null when there is none. Taken out.
    @Nullable
    QueuedPod pollEarly() {
        return refused.pollFirst();
    }

    /// Whether [#pollEarly] has something.
    boolean hasEarly() {
        return !refused.isEmpty();
    }

    /// When the first pod is done, in nanoseconds of the ticker; null when there is none.
    @Nullable
    Long nextEndNanos() {
        Long next = refused.isEmpty() ? null : refused.first().backoffEndsNanos;
        if (failed.isEmpty()) return next;
        long other = failed.first().backoffEndsNanos;
        return next == null || other - next < 0 ? Long.valueOf(other) : next;
    }

    int size() {
        return refused.size() + failed.size();
    }
}
