package io.djong.controllermanager.podgc;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides. Pure.
final class PodGcPlan {
    private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

    private PodGcPlan() {}

    /// @param why as the metric's label has it
    /// @param orphaned the pod gets the condition that says so
    record Removal(Pod pod, String why, boolean orphaned) {}

    /// @param gone nodes that are known not to exist any more
    /// @param endedMax so many ended pods stay; 0 for all
    static List<Removal> plan(List<Pod> pods, Map<String, Node> nodes, Set<String> gone, int endedMax) {
        List<Removal> removals = new ArrayList<>();
        for (Pod pod : ended(pods, endedMax)) removals.add(new Removal(pod, "terminated", false));
        for (Pod pod : pods) {
            String name = pod.spec().nodeName();
            boolean isEnding = pod.metadata().deletionTimestamp() != null;
            Node node = nodes.get(name);
            if (isEnding && node != null && isOutOfService(node)) {
                removals.add(new Removal(pod, "out-of-service", false));
            } else if (!name.isEmpty() && gone.contains(name)) {
                removals.add(new Removal(pod, "orphaned", true));
            } else if (isEnding && name.isEmpty()) {
                removals.add(new Removal(pod, "unscheduled", false));
            }
        }
        return removals;
    }

    private static boolean isOutOfService(Node node) {
        boolean isReady = node.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
        return !isReady
                && node.spec().taints().stream().anyMatch(taint -> taint.key().equals(OUT_OF_SERVICE));
    }

    /// Those beyond the number: evicted ones first, then the oldest.
    private static List<Pod> ended(List<Pod> pods, int endedMax) {
        if (endedMax <= 0) return List.of();
        Comparator<Pod> evictedFirst =
                Comparator.comparing(pod -> !pod.status().reason().equals("Evicted"));
        List<Pod> ended = pods.stream()
                .filter(pod -> !Set.of("", "Pending", "Running", "Unknown")
                        .contains(pod.status().phase()))
                .sorted(evictedFirst
                        .thenComparing(pod -> pod.metadata().creationTimestamp())
                        .thenComparing(pod -> pod.metadata().name()))
                .toList();
        return ended.subList(0, Math.max(0, ended.size() - endedMax));
    }
}
