package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The nodes of the cluster and the pods on them, those included that were only just decided and
/// are still being bound (*assumed*), so that the next decision counts with them.
///
/// An assumed pod stays until the cluster confirms it ([#addPod]), until its binding fails
/// ([#forget]), or until it is deleted; it does not expire by time: upstream's expiry is off, too.
/// Safe for use by several threads; no call waits.
///
/// Source: kube-scheduler `backend/cache`.
public final class ClusterCache {
    private final ResourceIndex resources;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CachedNode> nodes = new HashMap<>();
    private final Map<String, CachedPod> pods = new HashMap<>();
    private final NodeTree tree = new NodeTree();
    private final ArrayDeque<Integer> freeRows = new ArrayDeque<>();
    private final List<Integer> removedRows = new ArrayList<>();
    private final List<CachedNode> dirty = new ArrayList<>();
    private int rows;
    private int assumed;
    private long orderVersion;

    private record CachedPod(PodInfo info, String node, boolean assumed) {}

    /// An empty cache.
    public ClusterCache(ResourceIndex resources) {
        this.resources = resources;
    }

    /// How much there is.
    ///
    /// @param assumed those of the pods that are not confirmed yet
    public record Size(int nodes, int pods, int assumed) {}

    /// A node appeared, or changed.
    public void setNode(Node node) {
        lock.lock();
        try {
            CachedNode cached = find(node.metadata().name());
            boolean known = cached.row >= 0;
            String zone = cached.zone;
            cached.set(node, resources);
            if (!known) {
                Integer free = freeRows.pollFirst();
                cached.row = free == null ? rows++ : free;
                tree.add(cached.zone, cached);
                orderVersion++;
            } else if (!zone.equals(cached.zone)) {
                tree.remove(zone, cached);
                tree.add(cached.zone, cached);
                orderVersion++;
            }
            touch(cached);
        } finally {
            lock.unlock();
        }
    }

    /// A node is gone. Pods that still name it are kept in mind, should it come back.
    public void removeNode(String name) {
        lock.lock();
        try {
            CachedNode cached = nodes.get(name);
            if (cached == null || cached.row < 0) return;
            tree.remove(cached.zone, cached);
            removedRows.add(cached.row);
            cached.row = -1;
            cached.node = null;
            orderVersion++;
            dropIfEmpty(cached);
        } finally {
            lock.unlock();
        }
    }

    /// A pod has a node, or has changed there. Confirms an assumed pod; where the cluster disagrees with what was
    /// assumed, the cluster is right.
    public void addPod(Pod pod) {
        PodInfo info = PodInfo.of(pod, resources);
        lock.lock();
        try {
            take(info.uid());
            put(new CachedPod(info, pod.spec().nodeName(), false));
        } finally {
            lock.unlock();
        }
    }

    /// A pod is gone.
    public void removePod(Pod pod) {
        lock.lock();
        try {
            take(pod.metadata().uid());
        } finally {
            lock.unlock();
        }
    }

    /// From now on counts with the pod on this node.
    ///
    /// @return false if the pod is there already; then nothing was changed
    public boolean assume(PodInfo pod, String node) {
        lock.lock();
        try {
            if (pods.containsKey(pod.uid())) return false;
            put(new CachedPod(pod, node, true));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// No longer counts with an assumed pod.
    ///
    /// @return false if it is not assumed (any more)
    public boolean forget(String uid) {
        lock.lock();
        try {
            CachedPod pod = pods.get(uid);
            if (pod == null || !pod.assumed) return false;
            take(uid);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the pod is counted with, but not confirmed.
    public boolean isAssumed(String uid) {
        lock.lock();
        try {
            CachedPod pod = pods.get(uid);
            return pod != null && pod.assumed;
        } finally {
            lock.unlock();
        }
    }

    /// How much there is now.
    public Size size() {
        lock.lock();
        try {
            return new Size(tree.size(), pods.size(), assumed);
        } finally {
            lock.unlock();
        }
    }

    /// Brings the snapshot up to date: copies what has changed since the last time. One snapshot per cache.
    public void update(Snapshot snapshot) {
        lock.lock();
        try {
            snapshot.ensure(rows);
            for (int row : removedRows) {
                snapshot.remove(row);
                freeRows.addLast(row);
            }
            removedRows.clear();
            for (CachedNode cached : dirty) {
                cached.dirty = false;
                if (cached.node != null && cached.row >= 0) snapshot.copy(cached, cached.node);
            }
            dirty.clear();
            if (snapshot.orderVersion != orderVersion) snapshot.reorder(tree.interleaved(), orderVersion);
        } finally {
            lock.unlock();
        }
    }

    private CachedNode find(String name) {
        return nodes.computeIfAbsent(name, CachedNode::new);
    }

    private void put(CachedPod pod) {
        pods.put(pod.info.uid(), pod);
        if (pod.assumed) assumed++;
        CachedNode cached = find(pod.node);
        cached.add(pod.info);
        touch(cached);
    }

    private void take(String uid) {
        @Nullable CachedPod pod = pods.remove(uid);
        if (pod == null) return;
        if (pod.assumed) assumed--;
        CachedNode cached = find(pod.node);
        cached.remove(pod.info);
        touch(cached);
        dropIfEmpty(cached);
    }

    private void touch(CachedNode cached) {
        if (cached.dirty) return;
        cached.dirty = true;
        dirty.add(cached);
    }

    private void dropIfEmpty(CachedNode cached) {
        if (cached.row < 0 && cached.pods.isEmpty()) nodes.remove(cached.name, cached);
    }
}
