package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is said of a pod that goes because something is scarce, with upstream's words and annotations.
///
/// @param annotations of the event: which containers use more than they request
record EvictionMessage(String text, SortedMap<String, String> annotations) {
    /// @param use null when nobody knows it
    static EvictionMessage of(
            String resource, Pod pod, @Nullable PodUse use, EvictionPlan.@Nullable Shortage shortage) {
        var text = new StringBuilder("The node was low on resource: " + resource + ". ");
        if (shortage != null) {
            text.append("Threshold quantity: ")
                    .append(shortage.limit())
                    .append(", available: ")
                    .append(shortage.available())
                    .append(". ");
        }
        var annotations = new TreeMap<String, String>();
        if (use == null) {
            return new EvictionMessage(text.toString(), annotations);
        }
        ofPod(resource, pod, use, text, annotations);
        List<Container> containers = new ArrayList<>(pod.spec().containers());
        containers.addAll(pod.spec().initContainers());
        List<String> names = new ArrayList<>();
        List<String> amounts = new ArrayList<>();
        for (var container : use.containers()) {
            var spec = containers.stream()
                    .filter(each -> each.name().equals(container.name()))
                    .findFirst();
            var used = used(resource, container);
            if (spec.isEmpty() || used == null) {
                continue;
            }
            var request = spec.get().resources().requests().getOrDefault(resource, Quantity.ZERO);
            if (used.compareTo(request) > 0) {
                append(text, "Container " + container.name(), used, request, resource);
                names.add(container.name());
                amounts.add(used.toString());
            }
        }
        annotations.putAll(Map.of(
                "offending_containers", String.join(",", names),
                "offending_containers_usage", String.join(",", amounts),
                "starved_resource", resource));
        return new EvictionMessage(text.toString(), annotations);
    }

    private static void ofPod(
            String resource, Pod pod, PodUse use, StringBuilder text, SortedMap<String, String> annotations) {
        var ofPod = pod.spec().resources();
        var request = ofPod == null ? null : ofPod.requests().get(resource);
        var memory = use.memoryBytes();
        if (!resource.equals("memory") || request == null || memory == null) {
            return;
        }
        var used = bytes(memory);
        append(text, "Pod " + pod.metadata().name(), used, request, resource);
        annotations.put("offending_pod", pod.metadata().name());
        annotations.put("offending_pod_usage", used.toString());
    }

    private static void append(StringBuilder text, String who, Quantity used, Quantity request, String resource) {
        text.append(who)
                .append(" was using ")
                .append(used)
                .append(", request is ")
                .append(request)
                .append(", has larger consumption of ")
                .append(resource)
                .append(". ");
    }

    private static @Nullable Quantity used(String resource, PodUse.ContainerUse container) {
        var layer = container.layer();
        var logs = container.logs();
        var memory = container.memoryBytes();
        return switch (resource) {
            case "ephemeral-storage" -> layer == null || logs == null ? null : bytes(layer.bytes() + logs.bytes());
            case "memory" -> memory == null ? null : bytes(memory);
            default -> null;
        };
    }

    private static Quantity bytes(long bytes) {
        return Quantity.ofUnits(bytes, QuantityFormat.BINARY_SI);
    }
}
