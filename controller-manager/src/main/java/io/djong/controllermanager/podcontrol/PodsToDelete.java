package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which pods go first when there are too many: the ones that are missed least.
///
/// In this order: not assigned to a node before assigned; pending before unknown before running; not ready before
/// ready; lower deletion cost (annotation `controller.kubernetes.io/pod-deletion-cost`) first; on a node with more
/// related pods first; ready for a shorter time first; more restarts first; younger first. Times are compared by
/// their order of magnitude (logarithm to base 2), so that the oldest pods do not always survive; the uid decides
/// last. (Upstream lets the uid decide as soon as two times of one magnitude differ, which orders some triples in a
/// circle.)
///
/// Source: upstream `ActivePodsWithRanks`, KEP-2255, KEP-2185.
public final class PodsToDelete {
    /// The annotation that holds a pod's deletion cost.
    public static final String COST_ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";

    private PodsToDelete() {}

    /// The `count` of these pods that go first, in that order; all of them, unsorted, when that is all there are.
    ///
    /// @param related pods whose number on a node makes a node crowded: those of all replica sets of one owner
    public static List<Pod> choose(List<Pod> pods, List<Pod> related, int count, Instant now) {
        if (count >= pods.size()) return pods;
        Map<String, Integer> activeOnNode = new HashMap<>();
        for (Pod pod : related) {
            if (PodStates.isActive(pod)) activeOnNode.merge(pod.spec().nodeName(), 1, Integer::sum);
        }
        List<Pod> sorted = new ArrayList<>(pods);
        sorted.sort(order(activeOnNode, now));
        return List.copyOf(sorted.subList(0, count));
    }

    private static Comparator<Pod> order(Map<String, Integer> activeOnNode, Instant now) {
        Comparator<Pod> byAssigned =
                Comparator.comparing(pod -> !pod.spec().nodeName().isEmpty());
        return byAssigned
                .thenComparingInt(PodsToDelete::phaseRank)
                .thenComparing(PodStates::isReady)
                .thenComparingInt(PodsToDelete::deletionCost)
                .thenComparingInt(pod -> -activeOnNode.getOrDefault(pod.spec().nodeName(), 0))
                .thenComparingInt(pod -> magnitude(readySince(pod), now))
                .thenComparingInt(pod -> -restartsOfContainers(pod))
                .thenComparingInt(pod -> -restartsOfSidecars(pod))
                .thenComparingInt(pod -> magnitude(pod.metadata().creationTimestamp(), now))
                .thenComparing(pod -> pod.metadata().uid());
    }

    private static int phaseRank(Pod pod) {
        return switch (pod.status().phase()) {
            case "Pending" -> 0;
            case "Unknown" -> 1;
            case "Running" -> 2;
            default -> 0;
        };
    }

    /// Whole numbers of 32 bits without a leading plus or zeros; anything else counts as 0.
    static int deletionCost(Pod pod) {
        String text = pod.metadata().annotations().get(COST_ANNOTATION);
        if (text == null || text.startsWith("+") || (text.length() > 1 && text.startsWith("0"))) return 0;
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant readySince(Pod pod) {
        PodCondition ready = PodStates.condition(pod, "Ready");
        return ready == null || !ready.status().equals("True") ? Times.ZERO : ready.lastTransitionTime();
    }

    private static int magnitude(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.isNegative() || age.isZero()) return -1;
        // An age of centuries (an unset time) does not fit into nanoseconds.
        return age.toSeconds() > Integer.MAX_VALUE ? 63 : 63 - Long.numberOfLeadingZeros(age.toNanos());
    }

    private static int restartsOfContainers(Pod pod) {
        int most = 0;
        for (ContainerStatus status : pod.status().containerStatuses()) most = Math.max(most, status.restartCount());
        return most;
    }

    /// Init containers that run beside the others (`restartPolicy: Always`).
    private static int restartsOfSidecars(Pod pod) {
        int most = 0;
        for (var container : pod.spec().initContainers()) {
            if (!isAlways(container.restartPolicy())) continue;
            for (ContainerStatus status : pod.status().initContainerStatuses()) {
                if (status.name().equals(container.name())) most = Math.max(most, status.restartCount());
            }
        }
        return most;
    }

    private static boolean isAlways(@Nullable String restartPolicy) {
        return "Always".equals(restartPolicy);
    }
}
