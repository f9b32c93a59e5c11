package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.LoadBalancerStatus;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/// What a service's type and fields mean for its addresses and ports.
final class ServiceShape {
    static final String NONE = "None";
    private static final String LOAD_BALANCER = "LoadBalancer";

    private ServiceShape() {}

    static boolean headless(ServiceSpec spec) {
        return spec.clusterIP().equals(NONE);
    }

    static boolean external(Service service) {
        return service.spec().type().equals("ExternalName");
    }

    /// Whether its ports have node ports at all.
    static boolean hasNodePorts(Service service) {
        return service.spec().type().equals("NodePort") || balanced(service);
    }

    /// Whether it is given node ports that it does not name.
    static boolean wantsNodePorts(Service service) {
        return hasNodePorts(service)
                && !(balanced(service) && Boolean.FALSE.equals(service.spec().allocateLoadBalancerNodePorts()));
    }

    static boolean wantsHealthCheckPort(Service service) {
        return balanced(service) && service.spec().externalTrafficPolicy().equals("Local");
    }

    private static boolean balanced(Service service) {
        return service.spec().type().equals(LOAD_BALANCER);
    }

    private static boolean reachableFromOutside(Service service) {
        var spec = service.spec();
        return hasNodePorts(service)
                || (spec.type().equals("ClusterIP") && !spec.externalIPs().isEmpty());
    }

    /// The addresses it holds; none of a headless or an external one.
    static List<String> clusterAddresses(Service service) {
        return external(service) || headless(service.spec())
                ? List.of()
                : service.spec().clusterIPs();
    }

    static List<Integer> nodePorts(Service service) {
        var numbers = new ArrayList<Integer>();
        for (var port : service.spec().ports()) {
            if (port.nodePort() != 0 && !numbers.contains(port.nodePort())) {
                numbers.add(port.nodePort());
            }
        }
        return numbers;
    }

    /// The service with what an update that does not mention it keeps: addresses and node ports that the
    /// old one had, the latter by the names of the ports.
    static Service keepingAllocated(Service service, Service old) {
        var spec = service.spec();
        var before = old.spec();
        if (!external(old) && !external(service)) {
            if (spec.clusterIP().isEmpty()) {
                spec = spec.withClusterIP(before.clusterIP());
            }
            if (spec.clusterIPs().isEmpty()) {
                spec = spec.withClusterIPs(before.clusterIPs());
            }
        }
        if (wantsNodePorts(old) && wantsNodePorts(service)) {
            spec = keepingPorts(spec, old);
        }
        if (wantsHealthCheckPort(old) && wantsHealthCheckPort(service) && spec.healthCheckNodePort() == 0) {
            spec = spec.withHealthCheckNodePort(before.healthCheckNodePort());
        }
        return service.withSpec(spec);
    }

    private static ServiceSpec keepingPorts(ServiceSpec spec, Service old) {
        var byName = new HashMap<String, Integer>();
        for (var port : old.spec().ports()) {
            byName.put(port.name(), port.nodePort());
        }
        var named = spec.ports().stream().map(ServicePort::nodePort).toList();
        var kept = new ArrayList<ServicePort>();
        for (var port : spec.ports()) {
            int before = byName.getOrDefault(port.name(), 0);
            kept.add(port.nodePort() == 0 && !named.contains(before) ? port.withNodePort(before) : port);
        }
        return spec.withPorts(kept);
    }

    /// The service without fields that its new type does not know and that were left as they had been.
    static Service withoutUnused(Service service, Service old) {
        var spec = service.spec();
        var before = old.spec();
        if (!external(old) && external(service)) {
            spec = withoutAddresses(spec, before);
        }
        if (hasNodePorts(old) && !hasNodePorts(service) && nodePorts(old).containsAll(nodePorts(service))) {
            spec = spec.withPorts(
                    spec.ports().stream().map(port -> port.withNodePort(0)).toList());
        }
        if (wantsHealthCheckPort(old)
                && !wantsHealthCheckPort(service)
                && spec.healthCheckNodePort() == before.healthCheckNodePort()) {
            spec = spec.withHealthCheckNodePort(0);
        }
        if (balanced(old) && !balanced(service)) {
            if (Objects.equals(spec.allocateLoadBalancerNodePorts(), before.allocateLoadBalancerNodePorts())) {
                spec = spec.withAllocateLoadBalancerNodePorts(null);
            }
            if (Objects.equals(spec.loadBalancerClass(), before.loadBalancerClass())) {
                spec = spec.withLoadBalancerClass(null);
            }
        }
        if (reachableFromOutside(old)
                && !reachableFromOutside(service)
                && spec.externalTrafficPolicy().equals(before.externalTrafficPolicy())) {
            spec = spec.withExternalTrafficPolicy("");
        }
        var kept = service.withSpec(spec);
        return balanced(service) ? kept : kept.withStatus(service.status().withLoadBalancer(LoadBalancerStatus.EMPTY));
    }

    private static ServiceSpec withoutAddresses(ServiceSpec spec, ServiceSpec before) {
        var kept = spec;
        if (spec.clusterIP().equals(before.clusterIP()) && spec.clusterIPs().equals(before.clusterIPs())) {
            kept = kept.withClusterIP("").withClusterIPs(List.of());
        }
        if (spec.ipFamilies().equals(before.ipFamilies())) {
            kept = kept.withIpFamilies(List.of());
        }
        return Objects.equals(spec.ipFamilyPolicy(), before.ipFamilyPolicy()) ? kept.withIpFamilyPolicy(null) : kept;
    }
}
