package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import java.util.ArrayList;
import java.util.List;

/// What is valid in a service and still most likely a mistake, in upstream's words. Pure.
final class ServiceWarnings {
    private static final String TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

    private ServiceWarnings() {}

    static List<String> of(Service service) {
        var sentences = new ArrayList<String>(0);
        var spec = service.spec();
        if (service.metadata().annotations().containsKey(TOPOLOGY_HINTS)) {
            sentences.add("annotation " + TOPOLOGY_HINTS + " is deprecated, please use " + TOPOLOGY_MODE + " instead");
        }
        if (ServiceShape.headless(service)) {
            if (!spec.loadBalancerIP().isEmpty()) {
                sentences.add("spec.loadBalancerIP is ignored for headless services");
            }
            if (!spec.externalIPs().isEmpty()) {
                sentences.add("spec.externalIPs is ignored for headless services");
            }
            if (!spec.sessionAffinity().equals("None")) {
                sentences.add("spec.SessionAffinity is ignored for headless services");
            }
        }
        if (!spec.externalIPs().isEmpty()) {
            sentences.add("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }
        if ("PreferClose".equals(spec.trafficDistribution())) {
            sentences.add("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
        return sentences;
    }
}
