package io.djong.kubelet.eviction;

import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.kubelet.eviction.PodUse.DiskUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Who goes first when something is scarce. Pure.
///
/// Pods of which nobody knows what they use; then those that use more than they request; then those of lower
/// priority; then those that use most beyond their requests. Of processes only priority and number count.
final class RankingPlan {
    private static final String DISK = "ephemeral-storage";

    private final Map<String, PodUse> uses;
    private final Signal signal;
    private final boolean dedicatedImages;

    private RankingPlan(Map<String, PodUse> uses, Signal signal, boolean dedicatedImages) {
        this.uses = uses;
        this.signal = signal;
        this.dedicatedImages = dedicatedImages;
    }

    /// The pods in the order in which they go.
    ///
    /// @param uses by uid
    /// @param dedicatedImages whether images and containers' layers lie on a disk of their own
    static List<Pod> rank(List<Pod> pods, Map<String, PodUse> uses, Signal signal, boolean dedicatedImages) {
        var plan = new RankingPlan(uses, signal, dedicatedImages);
        List<Pod> ranked = new ArrayList<>(pods);
        ranked.sort(plan.order());
        return ranked;
    }

    private Comparator<Pod> order() {
        Comparator<Pod> priority = Comparator.comparingInt(RankingPlan::priority);
        return switch (signal) {
            case MEMORY, ALLOCATABLE_MEMORY ->
                exceeding(RankingPlan::memoryBeyondRequest)
                        .thenComparing(priority)
                        .thenComparing(most(RankingPlan::memoryBeyondRequest));
            case PROCESSES -> priority.thenComparing(most((pod, use) -> zero(use.processes())));
            case NODE_DISK, IMAGE_DISK, CONTAINER_DISK, NODE_INODES, IMAGE_INODES, CONTAINER_INODES ->
                exceeding(this::diskBeyondRequest).thenComparing(priority).thenComparing(most(this::diskBeyondRequest));
        };
    }

    private interface Figure {
        long of(Pod pod, PodUse use);
    }

    private Comparator<Pod> exceeding(Figure figure) {
        return comparing(pod -> {
            var use = use(pod);
            return use == null || figure.of(pod, use) > 0 ? 0 : 1;
        });
    }

    private Comparator<Pod> most(Figure figure) {
        return comparing(pod -> {
            var use = use(pod);
            return use == null ? Long.MIN_VALUE : -figure.of(pod, use);
        });
    }

    private Comparator<Pod> comparing(ToLongFunction<Pod> figure) {
        return Comparator.<Pod>comparingInt(pod -> use(pod) == null ? 0 : 1).thenComparingLong(figure);
    }

    private @Nullable PodUse use(Pod pod) {
        return uses.get(pod.metadata().uid());
    }

    private static int priority(Pod pod) {
        var priority = pod.spec().priority();
        return priority == null ? 0 : priority;
    }

    private static long memoryBeyondRequest(Pod pod, PodUse use) {
        return zero(use.memoryBytes()) - requested(pod, "memory");
    }

    private long diskBeyondRequest(Pod pod, PodUse use) {
        boolean ofNode = signal == Signal.NODE_DISK || signal == Signal.NODE_INODES;
        boolean layers = !dedicatedImages || !ofNode;
        boolean others = !dedicatedImages || ofNode;
        var sum = DiskUse.NONE;
        for (var container : use.containers()) {
            sum = layers ? sum.plus(container.layer()) : sum;
            sum = others ? sum.plus(container.logs()) : sum;
        }
        for (Volume volume : pod.spec().volumes()) {
            if (others && isLocal(volume)) {
                sum = sum.plus(use.volumes().get(volume.name()));
            }
        }
        return signal.resource().equals(DISK) ? sum.bytes() - requested(pod, DISK) : sum.inodes();
    }

    /// Whether the volume lies on the node's own disk.
    static boolean isLocal(Volume volume) {
        var empty = volume.emptyDir();
        return volume.configMap() != null || (empty != null && empty.medium().isEmpty());
    }

    private static long requested(Pod pod, String resource) {
        return PodResources.requests(pod.spec())
                .getOrDefault(resource, Quantity.ZERO)
                .value();
    }

    private static long zero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
