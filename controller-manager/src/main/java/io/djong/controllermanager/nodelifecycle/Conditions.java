package io.djong.controllermanager.nodelifecycle;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.NodeStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node's conditions, and where a node is.
final class Conditions {
    static final String READY = "Ready";

    private Conditions() {}

    static @Nullable NodeCondition find(NodeStatus status, String type) {
        for (NodeCondition condition : status.conditions()) {
            if (condition.type().equals(type)) return condition;
        }
        return null;
    }

    static @Nullable NodeCondition ready(Node node) {
        return find(node.status(), READY);
    }

    static boolean isTrue(@Nullable NodeCondition condition) {
        return condition != null && condition.status().equals("True");
    }

    /// Region and zone together; nodes without either are in one zone "".
    static String zone(Node node) {
        Map<String, String> labels = node.metadata().labels();
        String region = label(labels, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");
        String zone = label(labels, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");
        return region.isEmpty() && zone.isEmpty() ? "" : region + ":" + zone;
    }

    private static String label(Map<String, String> labels, String name, String olderName) {
        return labels.getOrDefault(name, labels.getOrDefault(olderName, ""));
    }
}
