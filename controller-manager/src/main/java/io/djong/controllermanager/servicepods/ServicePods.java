package io.djong.controllermanager.servicepods;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.controllermanager.podcontrol.PodStates;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// How pods answer for a Service: shared by EndpointSlices and Endpoints.
public final class ServicePods {
    private ServicePods() {}

    /// Whether the pod is an endpoint at all: it has an address and has not ended.
    ///
    /// @param terminating whether one that is being deleted still counts
    public static boolean isEndpoint(Pod pod, boolean terminating) {
        if (PodStates.isTerminal(pod)) return false;
        if (pod.status().podIP().isEmpty() && pod.status().podIPs().isEmpty()) return false;
        return terminating || pod.metadata().deletionTimestamp() == null;
    }

    /// The pod's own host name belongs to the Service's domain.
    public static boolean hasHostname(Pod pod, Service service) {
        return !pod.spec().hostname().isEmpty()
                && pod.spec().subdomain().equals(service.metadata().name())
                && pod.metadata().namespace().equals(service.metadata().namespace());
    }

    public static boolean isHeadless(Service service) {
        return service.spec().clusterIP().isEmpty()
                || service.spec().clusterIP().equals("None");
    }

    /// The pod's addresses of one family, written in their canonical form.
    public static List<String> addresses(Pod pod, boolean v4) {
        List<String> result = new ArrayList<>();
        for (var podIp : pod.status().podIPs()) {
            IpAddress address = IpAddress.parse(podIp.ip());
            if (address != null && address.v4() == v4) result.add(address.toString());
        }
        return result;
    }

    /// The pod's port that a Service's port leads to; empty when it has none of that name.
    public static OptionalInt targetPort(Pod pod, ServicePort port) {
        var target = port.targetPort();
        if (!target.isString()) return OptionalInt.of(target.number());
        for (Container container : pod.spec().containers()) {
            for (ContainerPort candidate : container.ports()) {
                if (isNamed(candidate, target.text(), port)) return OptionalInt.of(candidate.containerPort());
            }
        }
        for (Container container : pod.spec().initContainers()) {
            // Only those that run beside the others.
            if (!"Always".equals(container.restartPolicy())) continue;
            for (ContainerPort candidate : container.ports()) {
                if (isNamed(candidate, target.text(), port)) return OptionalInt.of(candidate.containerPort());
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isNamed(ContainerPort candidate, String name, ServicePort port) {
        return candidate.name().equals(name) && candidate.protocol().equals(port.protocol());
    }
}
