package io.djong.kubelet.eviction;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.eviction.PodUse.DiskUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who has written more than it may. Pure.
final class LocalStoragePlan {
    private static final String DISK = "ephemeral-storage";

    private LocalStoragePlan() {}

    /// @param message for people
    /// @param limit which one, by upstream's name in its metric
    record Violation(Pod pod, String message, String limit) {}

    /// Whether the pod has any limit of this kind, so that it has to be measured.
    static boolean concerns(Pod pod) {
        return PodResources.limits(pod.spec()).containsKey(DISK)
                || pod.spec().volumes().stream().anyMatch(volume -> {
                    var empty = volume.emptyDir();
                    return empty != null && empty.sizeLimit() != null;
                });
    }

    /// The pods that are over a limit: of a volume, of the pod, of a container.
    ///
    /// @param uses by uid
    /// @param dedicatedImages whether containers' layers lie on a disk of their own: then only logs count for them
    static List<Violation> plan(List<Pod> pods, Map<String, PodUse> uses, boolean dedicatedImages) {
        List<Violation> all = new ArrayList<>();
        for (var pod : pods) {
            var use = uses.get(pod.metadata().uid());
            var violation = use == null ? null : violation(pod, use, dedicatedImages);
            if (violation != null) {
                all.add(violation);
            }
        }
        return all;
    }

    private static @Nullable Violation violation(Pod pod, PodUse use, boolean dedicatedImages) {
        var found = ofVolumes(pod, use);
        if (found == null) {
            found = ofPod(pod, use);
        }
        return found == null ? ofContainers(pod, use, dedicatedImages) : found;
    }

    private static @Nullable Violation ofVolumes(Pod pod, PodUse use) {
        for (var volume : pod.spec().volumes()) {
            var empty = volume.emptyDir();
            var limit = empty == null ? null : empty.sizeLimit();
            var used = use.volumes().get(volume.name());
            if (limit != null
                    && limit.sign() > 0
                    && used != null
                    && bytes(used.bytes()).compareTo(limit) > 0) {
                return new Violation(
                        pod,
                        "Usage of EmptyDir volume " + GoQuote.quote(volume.name()) + " exceeds the limit "
                                + GoQuote.quote(limit.toString()) + ". ",
                        "emptydirfs.limit");
            }
        }
        return null;
    }

    private static @Nullable Violation ofPod(Pod pod, PodUse use) {
        var limit = PodResources.limits(pod.spec()).get(DISK);
        var used = use.ephemeralBytes();
        if (limit == null || used == null || bytes(used).compareTo(limit) <= 0) {
            return null;
        }
        return new Violation(
                pod,
                "Pod ephemeral local storage usage exceeds the total limit of containers " + limit + ". ",
                "ephemeralpodfs.limit");
    }

    private static @Nullable Violation ofContainers(Pod pod, PodUse use, boolean dedicatedImages) {
        for (var container : use.containers()) {
            var limit = limit(pod, container.name());
            var used = DiskUse.NONE.plus(container.logs()).plus(dedicatedImages ? null : container.layer());
            if (limit != null && !limit.isZero() && limit.compareTo(bytes(used.bytes())) < 0) {
                return new Violation(
                        pod,
                        "Container " + container.name() + " exceeded its local ephemeral storage limit "
                                + GoQuote.quote(limit.toString()) + ". ",
                        "ephemeralcontainerfs.limit");
            }
        }
        return null;
    }

    private static @Nullable Quantity limit(Pod pod, String name) {
        for (var container : pod.spec().containers()) {
            if (container.name().equals(name)) {
                return container.resources().limits().get(DISK);
            }
        }
        return null;
    }

    private static Quantity bytes(long bytes) {
        return Quantity.ofUnits(bytes, QuantityFormat.BINARY_SI);
    }
}
