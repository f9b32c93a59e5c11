package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The nodes by zone, and the order in which they are looked at: one of each zone in turn, so that a search that ends
/// early has seen all zones.
final class NodeTree {
    private final Map<String, List<CachedNode>> zones = new LinkedHashMap<>();
    private int size;

    /// Region and zone of a node, in one word; "" when it has neither.
    static String zoneOf(Node node) {
        Map<String, String> labels = node.metadata().labels();
        String region = label(labels, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");
        String zone = label(labels, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");
        return region.isEmpty() && zone.isEmpty() ? "" : region + ":\0:" + zone;
    }

    private static String label(Map<String, String> labels, String key, String oldKey) {
        String value = labels.get(key);
        if (value == null) value = labels.get(oldKey);
        return value == null ? "" : value;
    }

    void add(String zone, CachedNode node) {
        zones.computeIfAbsent(zone, _ -> new ArrayList<>()).add(node);
        size++;
    }

    void remove(String zone, CachedNode node) {
        List<CachedNode> nodes = zones.get(zone);
        if (nodes == null || !nodes.remove(node)) return;
        size--;
        if (nodes.isEmpty()) zones.remove(zone);
    }

    int size() {
        return size;
    }

    /// All nodes, the first of each zone, then the second of each, and so on.
    List<CachedNode> interleaved() {
        List<CachedNode> result = new ArrayList<>(size);
        for (int i = 0; result.size() < size; i++) {
            for (List<CachedNode> nodes : zones.values()) {
                if (i < nodes.size()) result.add(nodes.get(i));
            }
        }
        return result;
    }
}
