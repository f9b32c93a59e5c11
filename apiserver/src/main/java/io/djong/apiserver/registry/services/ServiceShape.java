package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/// What a service's type and fields mean for its addresses and ports.
final class ServiceShape {
    static final String NONE = "None";
    private static final String IPV4 = "IPv4";
    private static final String IPV6 = "IPv6";

    private ServiceShape() {}

    static boolean headless(Service service) {
        return service.spec().clusterIP().equals(NONE);
    }

    static boolean wantsAddress(Service service) {
        return !service.spec().type().equals("ExternalName") && !headless(service);
    }

    static boolean wantsNodePorts(Service service) {
        var type = service.spec().type();
        return type.equals("NodePort")
                || (type.equals("LoadBalancer")
                        && !Boolean.FALSE.equals(service.spec().allocateLoadBalancerNodePorts()));
    }

    static boolean wantsHealthCheckPort(Service service) {
        return service.spec().type().equals("LoadBalancer")
                && service.spec().externalTrafficPolicy().equals("Local");
    }

    /// The address it holds; "" when it has none.
    static String clusterAddress(Service service) {
        var address = service.spec().clusterIP();
        return address.equals(NONE) ? "" : address;
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

    /// The service with address families and the two spellings of the cluster address filled in, on a
    /// cluster of IPv4.
    static Service completed(Service service) {
        var spec = service.spec();
        if (spec.type().equals("ExternalName")) {
            return service;
        }
        if (spec.clusterIPs().isEmpty() && !spec.clusterIP().isEmpty()) {
            spec = spec.withClusterIPs(List.of(spec.clusterIP()));
        } else if (spec.clusterIP().isEmpty() && !spec.clusterIPs().isEmpty()) {
            spec = spec.withClusterIP(spec.clusterIPs().getFirst());
        }
        var selectorlessHeadless =
                spec.clusterIP().equals(NONE) && spec.selector().isEmpty();
        if (spec.ipFamilyPolicy() == null) {
            spec = spec.withIpFamilyPolicy(selectorlessHeadless ? "RequireDualStack" : "SingleStack");
        }
        if (spec.ipFamilies().isEmpty()) {
            spec = spec.withIpFamilies(List.of(IPV4));
        }
        if (selectorlessHeadless && spec.ipFamilies().size() < 2 && !"SingleStack".equals(spec.ipFamilyPolicy())) {
            var first = spec.ipFamilies().getFirst();
            spec = spec.withIpFamilies(List.of(first, first.equals(IPV4) ? IPV6 : IPV4));
        }
        return service.withSpec(spec);
    }

    /// The service with what an update that does not mention it keeps: addresses and node ports that the
    /// old one had.
    static Service keepingAllocated(Service service, Service old) {
        var kept = service;
        if (wantsAddress(old)
                && wantsAddress(service)
                && service.spec().clusterIP().isEmpty()) {
            kept = kept.withSpec(kept.spec()
                    .withClusterIP(old.spec().clusterIP())
                    .withClusterIPs(
                            kept.spec().clusterIPs().isEmpty()
                                    ? old.spec().clusterIPs()
                                    : kept.spec().clusterIPs()));
        }
        if (wantsNodePorts(old) && wantsNodePorts(kept)) {
            kept = kept.withSpec(keepingPorts(kept.spec(), old));
        }
        if (wantsHealthCheckPort(old)
                && wantsHealthCheckPort(kept)
                && kept.spec().healthCheckNodePort() == 0) {
            kept = kept.withSpec(kept.spec().withHealthCheckNodePort(old.spec().healthCheckNodePort()));
        }
        if (kept.spec().ipFamilyPolicy() == null) {
            kept = kept.withSpec(kept.spec().withIpFamilyPolicy(old.spec().ipFamilyPolicy()));
        }
        if (kept.spec().ipFamilies().isEmpty()) {
            kept = kept.withSpec(kept.spec().withIpFamilies(old.spec().ipFamilies()));
        }
        return kept;
    }

    private static ServiceSpec keepingPorts(ServiceSpec spec, Service old) {
        var used = new ArrayList<Integer>();
        for (var port : spec.ports()) {
            if (port.nodePort() != 0) {
                used.add(port.nodePort());
            }
        }
        var kept = new ArrayList<ServicePort>();
        for (var port : spec.ports()) {
            var same = port.nodePort() == 0 ? same(old, port) : 0;
            kept.add(same != 0 && !used.contains(same) ? port.withNodePort(same) : port);
        }
        return spec.withPorts(kept);
    }

    private static int same(Service old, ServicePort port) {
        for (var other : old.spec().ports()) {
            if (other.port() == port.port() && other.protocol().equals(port.protocol())) {
                return other.nodePort();
            }
        }
        return 0;
    }
}
