package io.djong.scheduler;

import io.djong.scheduler.snapshot.PodInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The pods that wait for room on a node. Safe for use by several threads.
final class NominatedPods implements Nominations {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, PodInfo>> byNode = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private volatile boolean any;

    @Override
    public List<PodInfo> on(String node) {
        if (!any) return List.of();
        lock.lock();
        try {
            Map<String, PodInfo> pods = byNode.get(node);
            return pods == null ? List.of() : List.copyOf(pods.values());
        } finally {
            lock.unlock();
        }
    }

    /// The pod waits for this node from now on; "" for none.
    void set(PodInfo pod, String node) {
        lock.lock();
        try {
            forget(pod.uid());
            if (node.isEmpty()) return;
            nodes.put(pod.uid(), node);
            byNode.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(pod.uid(), pod);
            any = true;
        } finally {
            lock.unlock();
        }
    }

    /// The pod has changed; it goes on waiting for the node that it names, or else for the one it waited for.
    void update(PodInfo pod) {
        lock.lock();
        try {
            String named = pod.pod().status().nominatedNodeName();
            String node = named.isEmpty() ? nodes.getOrDefault(pod.uid(), "") : named;
            set(pod, node);
        } finally {
            lock.unlock();
        }
    }

    /// The pod waits no more.
    void remove(String uid) {
        if (!any) return;
        lock.lock();
        try {
            forget(uid);
        } finally {
            lock.unlock();
        }
    }

    private void forget(String uid) {
        String node = nodes.remove(uid);
        if (node == null) return;
        Map<String, PodInfo> pods = byNode.get(node);
        if (pods == null) return;
        pods.remove(uid);
        if (pods.isEmpty()) byNode.remove(node);
        any = !byNode.isEmpty();
    }
}
