package io.djong.kubelet.environment;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ResourceFieldSelector;
import java.util.Map;
import java.util.stream.Stream;

/// What a container may read of requests and limits (`resourceFieldRef`), as a whole number of the
/// divisor, rounded up. Limits of CPU, memory and local storage that are not set count as the pod's
/// own limit, and where there is none as what the node can give. Source:
/// kubernetes.io/docs/concepts/workloads/pods/downward-api.
public final class ResourceFields {
    private ResourceFields() {}

    /// A value of a container of the pod, by the name in the selector.
    public static String of(ResourceFieldSelector field, Pod pod, Map<String, Quantity> nodeAllocatable)
            throws ContainerConfigException {
        String name = field.containerName();
        Container container = Stream.concat(pod.spec().containers().stream(), pod.spec().initContainers().stream())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElse(null);
        if (container == null) {
            throw new ContainerConfigException("container " + name + " not found");
        }
        return of(field, pod, container, nodeAllocatable);
    }

    /// A value of this container; the selector's container name is not looked at.
    public static String of(
            ResourceFieldSelector field, Pod pod, Container container, Map<String, Quantity> nodeAllocatable)
            throws ContainerConfigException {
        String resource = field.resource();
        int dot = resource.indexOf('.');
        String kind = dot < 0 ? "" : resource.substring(0, dot);
        String name = resource.substring(dot + 1);
        boolean known = name.equals("cpu")
                || name.equals("memory")
                || name.equals("ephemeral-storage")
                || ResourceNames.isHugePages(name);
        if (!known || !(kind.equals("limits") || kind.equals("requests"))) {
            throw new ContainerConfigException("unsupported container resource : " + resource);
        }
        Quantity amount = kind.equals("requests")
                ? container.resources().requests().getOrDefault(name, Quantity.ZERO)
                : limit(name, pod, container, nodeAllocatable);
        Quantity divisor = field.divisor().isZero() ? Quantity.of("1") : field.divisor();
        return Long.toString(
                name.equals("cpu")
                        ? divided(amount.milliValue(), divisor.milliValue())
                        : divided(amount.value(), divisor.value()));
    }

    private static Quantity limit(String name, Pod pod, Container container, Map<String, Quantity> nodeAllocatable) {
        Quantity own = container.resources().limits().getOrDefault(name, Quantity.ZERO);
        if (!own.isZero() || ResourceNames.isHugePages(name)) {
            return own;
        }
        var ofPod = pod.spec().resources();
        Quantity shared = ofPod == null ? Quantity.ZERO : ofPod.limits().getOrDefault(name, Quantity.ZERO);
        return shared.isZero() ? nodeAllocatable.getOrDefault(name, Quantity.ZERO) : shared;
    }

    private static long divided(long amount, long divisor) {
        return (long) Math.ceil((double) amount / (double) divisor);
    }
}
