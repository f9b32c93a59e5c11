package io.djong.scheduler;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Ticker;
import io.djong.client.informer.Handler;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.List;
import java.util.Set;

/// Hears what changes in the cluster: keeps the cache, and tells the queue. The cache always knows
/// first, so that a pod that comes back because of an event is tried on what the event has brought.
final class ClusterNews {
    private static final ClusterEvent NODE_ADDED = ClusterEvent.of(Source.NODE, Action.ADD);
    private static final ClusterEvent NODE_DELETED = ClusterEvent.of(Source.NODE, Action.DELETE);
    private static final ClusterEvent POD_ASSIGNED = ClusterEvent.of(Source.ASSIGNED_POD, Action.ADD);
    private static final String POD_WAITS = "UnschedulablePod";

    /// Room that a pod took, or was thought to take, is free again.
    static final ClusterEvent POD_GONE = ClusterEvent.of(Source.ASSIGNED_POD, Action.DELETE);

    private final ClusterCache cache;
    private final SchedulingQueue queue;
    private final NominatedPods nominated;
    private final ResourceIndex resources;
    private final Set<String> schedulerNames;
    private final SchedulerMetrics metrics;
    private final Ticker ticker;

    ClusterNews(SchedulerParts parts) {
        this.cache = parts.cache();
        this.queue = parts.queue();
        this.nominated = parts.nominated();
        this.resources = parts.resources();
        this.schedulerNames = parts.profiles().keySet();
        this.metrics = parts.metrics();
        this.ticker = parts.environment().ticker();
    }

    Handler<Node> ofNodes() {
        return new Handler<>() {
            @Override
            public void added(Node node, boolean initial) {
                long start = ticker.nanos();
                cache.setNode(node);
                queue.happened(NODE_ADDED, null, node);
                metrics.handled(NODE_ADDED.label(), ticker.nanos() - start);
            }

            @Override
            public void updated(Node before, Node after) {
                long start = ticker.nanos();
                cache.setNode(after);
                for (ClusterEvent change : ObjectChanges.of(before, after)) {
                    queue.happened(change, before, after);
                    metrics.handled(change.label(), ticker.nanos() - start);
                }
            }

            @Override
            public void deleted(Node last) {
                long start = ticker.nanos();
                cache.removeNode(last.metadata().name());
                queue.happened(NODE_DELETED, last, null);
                metrics.handled(NODE_DELETED.label(), ticker.nanos() - start);
            }
        };
    }

    Handler<Pod> ofPods() {
        return new Handler<>() {
            @Override
            public void added(Pod pod, boolean initial) {
                long start = ticker.nanos();
                if (isAssigned(pod)) {
                    assigned(pod, start);
                } else if (isOurs(pod)) {
                    PodInfo info = PodInfo.of(pod, resources);
                    nominated.update(info);
                    queue.add(info);
                    metrics.handled(POD_WAITS + "Add", ticker.nanos() - start);
                }
            }

            @Override
            public void updated(Pod before, Pod after) {
                long start = ticker.nanos();
                if (isAssigned(before)) {
                    cache.addPod(after);
                    for (ClusterEvent change : ObjectChanges.of(before, after, resources)) {
                        queue.happened(change, before, after);
                        metrics.handled(change.label(), ticker.nanos() - start);
                    }
                } else if (isAssigned(after)) {
                    assigned(after, start);
                    if (isOurs(before)) forget(before);
                } else if (isOurs(before)) {
                    waits(before, after);
                    metrics.handled(POD_WAITS + "Update", ticker.nanos() - start);
                }
            }

            @Override
            public void deleted(Pod last) {
                long start = ticker.nanos();
                if (isAssigned(last)) {
                    cache.removePod(last);
                    queue.happened(POD_GONE, last, null);
                    metrics.handled(POD_GONE.label(), ticker.nanos() - start);
                } else if (isOurs(last)) {
                    forget(last);
                    if (cache.forget(last.metadata().uid())) queue.happened(POD_GONE, last, null);
                    else released(last);
                    metrics.handled(POD_WAITS + "Delete", ticker.nanos() - start);
                }
            }
        };
    }

    private void assigned(Pod pod, long start) {
        cache.addPod(pod);
        queue.happened(POD_ASSIGNED, null, pod);
        metrics.handled(POD_ASSIGNED.label(), ticker.nanos() - start);
    }

    private void waits(Pod before, Pod after) {
        if (cache.isAssumed(after.metadata().uid())) {
            boolean deletionBegins = after.metadata().deletionTimestamp() != null
                    && before.metadata().deletionTimestamp() == null;
            if (deletionBegins && cache.forget(after.metadata().uid())) queue.happened(POD_GONE, after, null);
            return;
        }
        PodInfo info = PodInfo.of(after, resources);
        nominated.update(info);
        List<ClusterEvent> changes = ObjectChanges.of(before, after, resources);
        queue.update(before, info, changes);
        if (!before.status().nominatedNodeName().equals(after.status().nominatedNodeName())) released(before);
    }

    /// The pod no longer waits for a node that others of at most its priority kept free for it.
    private void released(Pod pod) {
        if (pod.status().nominatedNodeName().isEmpty()) return;
        int priority = PodInfo.of(pod, resources).priority();
        queue.happened(POD_GONE, pod, null, other -> other.priority() <= priority);
    }

    private void forget(Pod pod) {
        nominated.remove(pod.metadata().uid());
        queue.delete(ObjectKey.of(pod));
    }

    private static boolean isAssigned(Pod pod) {
        return !pod.spec().nodeName().isEmpty();
    }

    private boolean isOurs(Pod pod) {
        return schedulerNames.contains(pod.spec().schedulerName());
    }
}
