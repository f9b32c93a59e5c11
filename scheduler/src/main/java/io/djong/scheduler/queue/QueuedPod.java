package io.djong.scheduler.queue;

import io.djong.api.meta.ObjectKey;
import io.djong.scheduler.framework.QueueSortPlugin;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.Set;
import java.util.TreeSet;

/// A pod that waits for a node, and its story so far. Guarded by the queue's lock while it is in
/// the queue; belongs to the scheduler's thread while it is being tried.
public final class QueuedPod implements QueueSortPlugin.Queued {
    private PodInfo info;

    /// In the order of arrival: makes every order total.
    final long sequence;

    final Set<String> unschedulablePlugins = new TreeSet<>();
    final Set<String> pendingPlugins = new TreeSet<>();
    long enqueuedNanos;
    long firstTriedNanos;
    long backoffEndsNanos;
    int attempts;
    int unschedulableCount;
    int errorsInARow;
    String gatedBy = "";
    boolean flushed;
    Place place = Place.NOWHERE;

    /// Where in the queue a pod is.
    enum Place {
        NOWHERE,
        ACTIVE,
        BACKOFF,
        ERROR_BACKOFF,
        UNSCHEDULABLE
    }

    QueuedPod(PodInfo info, long sequence, long nowNanos) {
        this.info = info;
        this.sequence = sequence;
        this.enqueuedNanos = nowNanos;
    }

    /// The pod as it was last seen.
    public PodInfo info() {
        return info;
    }

    void update(PodInfo newer) {
        info = newer;
    }

    /// Its namespace and name.
    public ObjectKey key() {
        return info.key();
    }

    @Override
    public int priority() {
        return info.priority();
    }

    @Override
    public long enqueuedNanos() {
        return enqueuedNanos;
    }

    /// How often it was tried, this time included.
    public int attempts() {
        return attempts;
    }

    /// When it was tried for the first time, in nanoseconds of the ticker.
    public long firstTriedNanos() {
        return firstTriedNanos;
    }

    /// Whether it came back only because it had waited for too long.
    public boolean wasFlushed() {
        return flushed;
    }

    /// Who refused it in this attempt; nobody when something went wrong.
    public void refusedBy(Set<String> unschedulable, Set<String> pending) {
        unschedulablePlugins.addAll(unschedulable);
        pendingPlugins.addAll(pending);
    }

    boolean isGated() {
        return !gatedBy.isEmpty();
    }

    boolean hasRefusals() {
        return !unschedulablePlugins.isEmpty() || !pendingPlugins.isEmpty();
    }

    boolean isRefusedBy(String plugin) {
        return unschedulablePlugins.contains(plugin) || pendingPlugins.contains(plugin);
    }

    /// Begins another attempt.
    void taken(long nowNanos) {
        place = Place.NOWHERE;
        if (attempts == 0) firstTriedNanos = nowNanos;
        attempts++;
        unschedulablePlugins.clear();
        pendingPlugins.clear();
    }

    /// Ends an attempt in vain.
    void returned(long nowNanos) {
        enqueuedNanos = nowNanos;
        flushed = false;
        if (hasRefusals()) {
            unschedulableCount++;
            errorsInARow = 0;
        } else {
            errorsInARow++;
        }
    }

    @Override
    public String toString() {
        return key().toString();
    }
}
