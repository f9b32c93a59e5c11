package io.djong.api.defaults;

import io.djong.api.meta.IntOrString;
import io.djong.api.services.ServiceFacts;
import io.djong.api.types.core.v1.ClientIPConfig;
import io.djong.api.types.core.v1.LoadBalancerIngress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.core.v1.SessionAffinityConfig;

/// Services. Addresses and node ports are allocated later, they are no defaults.
final class ServiceDefaults {
    private static final int AFFINITY_SECONDS = 10_800;

    private ServiceDefaults() {}

    static Service apply(Service service) {
        var spec = traffic(affinity(service.spec()));
        var result = service.withSpec(spec.withPorts(Mapped.list(spec.ports(), ServiceDefaults::port)));
        if (spec.type().equals("LoadBalancer")) {
            var balancer = result.status().loadBalancer();
            var ingress = Mapped.list(balancer.ingress(), ServiceDefaults::ingress);
            result = result.withStatus(result.status().withLoadBalancer(balancer.withIngress(ingress)));
        }
        return result;
    }

    private static ServiceSpec affinity(ServiceSpec given) {
        var spec = given.sessionAffinity().isEmpty() ? given.withSessionAffinity("None") : given;
        if (spec.sessionAffinity().equals("None")) {
            return spec.withSessionAffinityConfig(null);
        }
        var config = spec.sessionAffinityConfig();
        boolean complete =
                config != null && config.clientIP() != null && config.clientIP().timeoutSeconds() != null;
        return spec.sessionAffinity().equals("ClientIP") && !complete
                ? spec.withSessionAffinityConfig(new SessionAffinityConfig(new ClientIPConfig(AFFINITY_SECONDS)))
                : spec;
    }

    private static ServiceSpec traffic(ServiceSpec given) {
        var spec = given.type().isEmpty() ? given.withType("ClusterIP") : given;
        if (ServiceFacts.isExternallyAccessible(spec)
                && spec.externalTrafficPolicy().isEmpty()) {
            spec = spec.withExternalTrafficPolicy("Cluster");
        }
        boolean routed = spec.type().equals("NodePort")
                || spec.type().equals("LoadBalancer")
                || spec.type().equals("ClusterIP");
        if (spec.internalTrafficPolicy() == null && routed) {
            spec = spec.withInternalTrafficPolicy("Cluster");
        }
        return spec.type().equals("LoadBalancer") && spec.allocateLoadBalancerNodePorts() == null
                ? spec.withAllocateLoadBalancerNodePorts(true)
                : spec;
    }

    private static ServicePort port(ServicePort given) {
        var port = given.protocol().isEmpty() ? given.withProtocol("TCP") : given;
        var target = port.targetPort();
        boolean unset = target.isString() ? target.text().isEmpty() : target.number() == 0;
        return unset ? port.withTargetPort(IntOrString.of(port.port())) : port;
    }

    private static LoadBalancerIngress ingress(LoadBalancerIngress ingress) {
        return ingress.ip().isEmpty() || ingress.ipMode() != null ? ingress : ingress.withIpMode("VIP");
    }
}
