package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What is valid in a service and still most likely a mistake, in upstream's words. Pure.
final class ServiceWarnings {
    private static final String TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
    private static final FieldPath SPEC = FieldPath.of("spec");

    private ServiceWarnings() {}

    static List<String> of(Service service) {
        var sentences = new ArrayList<String>(0);
        var spec = service.spec();
        if (service.metadata().annotations().containsKey(TOPOLOGY_HINTS)) {
            sentences.add("annotation " + TOPOLOGY_HINTS + " is deprecated, please use " + TOPOLOGY_MODE + " instead");
        }
        boolean external = ServiceShape.external(service);
        boolean headless = spec.type().equals("ClusterIP") && ServiceShape.headless(spec);
        for (int i = 0; i < spec.clusterIPs().size() && !external && !ServiceShape.headless(spec); i++) {
            sentences.addAll(AddressWarnings.ip(
                    SPEC.child("clusterIPs").index(i), spec.clusterIPs().get(i)));
        }
        if (headless) {
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
        for (int i = 0; i < spec.externalIPs().size(); i++) {
            sentences.addAll(AddressWarnings.ip(
                    SPEC.child("externalIPs").index(i), spec.externalIPs().get(i)));
        }
        if (!spec.externalIPs().isEmpty() && !headless && !external) {
            sentences.add("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }
        sentences.addAll(AddressWarnings.ip(SPEC.child("loadBalancerIP"), spec.loadBalancerIP()));
        for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
            sentences.addAll(AddressWarnings.cidr(
                    SPEC.child("loadBalancerSourceRanges").index(i),
                    spec.loadBalancerSourceRanges().get(i)));
        }
        if (external && !spec.externalIPs().isEmpty()) {
            sentences.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        }
        if (!external && !spec.externalName().isEmpty()) {
            sentences.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
        }
        if ("PreferClose".equals(spec.trafficDistribution())) {
            sentences.add("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
        return sentences;
    }
}
