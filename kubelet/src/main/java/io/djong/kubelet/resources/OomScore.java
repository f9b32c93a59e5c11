package io.djong.kubelet.resources;

import io.djong.api.pods.PodResources;
import io.djong.api.pods.QualityOfService;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import java.util.Map;

/// How readily the kernel ends a container's processes when the node's memory runs out.
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction#node-out-of-memory-behavior,
/// KEP-753, KEP-2837.
final class OomScore {
    private static final int GUARANTEED = -997;
    private static final int BEST_EFFORT = 1000;
    private static final int CRITICAL_PRIORITY = 2_000_000_000;

    private OomScore() {}

    /// The adjustment (`oom_score_adj`) of a container: the more of the node's memory it asked for, the lower.
    static int of(Pod pod, Container container, long memoryCapacityBytes) {
        if (isNodeCritical(pod)) {
            return GUARANTEED;
        }
        String quality = QualityOfService.of(pod);
        if (quality.equals(QualityOfService.GUARANTEED)) {
            return GUARANTEED;
        }
        if (quality.equals(QualityOfService.BEST_EFFORT)) {
            return BEST_EFFORT;
        }
        long capacity = Math.max(1, memoryCapacityBytes);
        long share = shareOfPod(pod);
        long score = 1000 - 1000 * (memory(container.resources().requests()) + share) / capacity;
        if (isSidecar(pod, container)) {
            long least = pod.spec().containers().stream()
                    .mapToLong(c -> memory(c.resources().requests()))
                    .min()
                    .orElse(0);
            score = Math.min(score, 1000 - 1000 * (least + share) / capacity);
        }
        return Math.clamp(score, 1000 + GUARANTEED, BEST_EFFORT - 1);
    }

    /// What the pod requests beyond its containers' own requests, split evenly.
    private static long shareOfPod(Pod pod) {
        var ofPod = pod.spec().resources();
        int containers = pod.spec().containers().size()
                + (int) pod.spec().initContainers().stream()
                        .filter(PodResources::isSidecar)
                        .count();
        if (ofPod == null || ofPod.requests().isEmpty() || containers == 0) {
            return 0;
        }
        long rest = memory(ofPod.requests()) - memory(PodResources.containerRequests(pod.spec()));
        return Math.max(0, rest) / containers;
    }

    private static boolean isSidecar(Pod pod, Container container) {
        return pod.spec().initContainers().stream()
                .anyMatch(c -> c.name().equals(container.name()) && PodResources.isSidecar(c));
    }

    private static boolean isNodeCritical(Pod pod) {
        Integer priority = pod.spec().priority();
        String source = pod.metadata().annotations().getOrDefault("kubernetes.io/config.source", "api");
        boolean critical = !source.equals("api")
                || pod.metadata().annotations().containsKey("kubernetes.io/config.mirror")
                || (priority != null && priority >= CRITICAL_PRIORITY);
        return critical && pod.spec().priorityClassName().equals("system-node-critical");
    }

    private static long memory(Map<String, Quantity> amounts) {
        return amounts.getOrDefault("memory", Quantity.ZERO).value();
    }
}
