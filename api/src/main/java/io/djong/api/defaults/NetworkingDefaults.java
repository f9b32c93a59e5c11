package io.djong.api.defaults;

import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.networking.v1.NetworkPolicyPort;
import java.util.List;

/// Classes of ingresses, and network policies.
final class NetworkingDefaults {
    private NetworkingDefaults() {}

    static IngressClass apply(IngressClass kind) {
        var parameters = kind.spec().parameters();
        return parameters == null || parameters.scope() != null
                ? kind
                : kind.withSpec(kind.spec().withParameters(parameters.withScope("Cluster")));
    }

    static NetworkPolicy apply(NetworkPolicy policy) {
        var spec = policy.spec()
                .withIngress(Mapped.list(
                        policy.spec().ingress(),
                        rule -> rule.withPorts(Mapped.list(rule.ports(), NetworkingDefaults::port))))
                .withEgress(Mapped.list(
                        policy.spec().egress(),
                        rule -> rule.withPorts(Mapped.list(rule.ports(), NetworkingDefaults::port))));
        if (spec.policyTypes().isEmpty()) {
            spec = spec.withPolicyTypes(spec.egress().isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress"));
        }
        return policy.withSpec(spec);
    }

    private static NetworkPolicyPort port(NetworkPolicyPort port) {
        return port.protocol() == null ? port.withProtocol("TCP") : port;
    }
}
