package io.djong.api.pods;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a pod as a whole requests and is limited to: the sum of what runs at the same time, at the
/// worst moment of its life. Sidecars (init containers that always restart) run beside the init
/// containers after them and beside the rest.
///
/// Source: KEP-753, KEP-2837, kubernetes.io/docs/concepts/workloads/pods/init-containers.
public final class PodResources {
    private PodResources() {}

    /// Requests of the pod: its own where it states them, those of its containers otherwise, and its
    /// overhead.
    public static Map<String, Quantity> requests(PodSpec spec) {
        var requests = aggregated(spec, container -> container.resources().requests());
        if (spec.resources() != null) {
            override(requests, spec.resources().requests());
        }
        addAll(requests, spec.overhead());
        return requests;
    }

    /// What a node must set aside for the pod: [#requests], but while containers are being resized the greatest of
    /// what they want, what they were promised and what they have.
    ///
    /// Source: KEP-1287.
    public static Map<String, Quantity> effectiveRequests(Pod pod) {
        return effectiveRequests(pod, Map.of());
    }

    /// As [#effectiveRequests(Pod)], where a container that requests nothing of these resources counts with them.
    public static Map<String, Quantity> effectiveRequests(Pod pod, Map<String, Quantity> whenMissing) {
        var status = pod.status();
        boolean infeasible = isResizeInfeasible(pod);
        var requests = aggregated(pod.spec(), container -> {
            var effective = container.resources().requests();
            var now = find(status.containerStatuses(), container.name());
            if (now == null && isSidecar(container)) {
                now = find(status.initContainerStatuses(), container.name());
            }
            if (now != null && now.resources() != null) {
                var most = new TreeMap<>(now.resources().requests());
                raise(most, now.allocatedResources());
                if (!infeasible) {
                    raise(most, effective);
                }
                effective = most;
            }
            return whenMissing.isEmpty() ? effective : completed(effective, whenMissing);
        });
        if (pod.spec().resources() != null) {
            var stated = new TreeMap<>(pod.spec().resources().requests());
            if (!stated.isEmpty() && status.resources() != null) {
                if (infeasible) {
                    stated = new TreeMap<>(status.resources().requests());
                } else {
                    raise(stated, status.resources().requests());
                }
                raise(stated, status.allocatedResources());
            }
            override(requests, stated);
        }
        addAll(requests, pod.spec().overhead());
        return requests;
    }

    private static Map<String, Quantity> completed(Map<String, Quantity> requests, Map<String, Quantity> whenMissing) {
        var complete = new TreeMap<>(whenMissing);
        complete.putAll(requests);
        return complete;
    }

    private static @Nullable ContainerStatus find(List<ContainerStatus> statuses, String container) {
        for (var status : statuses) {
            if (status.name().equals(container)) {
                return status;
            }
        }
        return null;
    }

    private static boolean isResizeInfeasible(Pod pod) {
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals("PodResizePending")
                    && condition.reason().equals("Infeasible")) {
                return true;
            }
        }
        return false;
    }

    /// Limits of the pod, as [#requests]; overhead counts only where there is a limit.
    public static Map<String, Quantity> limits(PodSpec spec) {
        var limits = aggregated(spec, container -> container.resources().limits());
        if (spec.resources() != null) {
            override(limits, spec.resources().limits());
        }
        spec.overhead().forEach((name, amount) -> limits.computeIfPresent(name, (key, limit) -> limit.add(amount)));
        return limits;
    }

    /// What the containers request together, whatever the pod states.
    public static Map<String, Quantity> containerRequests(PodSpec spec) {
        return aggregated(spec, container -> container.resources().requests());
    }

    /// What the containers are limited to together, whatever the pod states.
    public static Map<String, Quantity> containerLimits(PodSpec spec) {
        return aggregated(spec, container -> container.resources().limits());
    }

    /// Whether the container is a sidecar.
    public static boolean isSidecar(Container initContainer) {
        return "Always".equals(initContainer.restartPolicy());
    }

    private static Map<String, Quantity> aggregated(PodSpec spec, Function<Container, Map<String, Quantity>> part) {
        Map<String, Quantity> total = new TreeMap<>();
        for (var container : spec.containers()) {
            addAll(total, part.apply(container));
        }
        Map<String, Quantity> sidecars = new TreeMap<>();
        var starting = new TreeMap<String, Quantity>();
        for (var container : spec.initContainers()) {
            var needed = part.apply(container);
            if (isSidecar(container)) {
                addAll(total, needed);
                addAll(sidecars, needed);
                raise(starting, sidecars);
            } else {
                var together = new TreeMap<>(sidecars);
                addAll(together, needed);
                raise(starting, together);
            }
        }
        raise(total, starting);
        return total;
    }

    private static void override(Map<String, Quantity> resources, Map<String, Quantity> stated) {
        stated.forEach((name, amount) -> {
            if (ResourceNames.isPodLevel(name)) {
                resources.put(name, amount);
            }
        });
    }

    private static void addAll(Map<String, Quantity> total, Map<String, Quantity> more) {
        more.forEach((name, amount) -> total.merge(name, amount, Quantity::add));
    }

    private static void raise(Map<String, Quantity> most, Map<String, Quantity> candidates) {
        candidates.forEach((name, amount) -> most.merge(name, amount, (a, b) -> b.compareTo(a) > 0 ? b : a));
    }
}
