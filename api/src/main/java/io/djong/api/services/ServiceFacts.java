package io.djong.api.services;

import io.djong.api.types.core.v1.ServiceSpec;

/// What follows from a Service's spec.
public final class ServiceFacts {
    private ServiceFacts() {}

    /// Without an address of its own: DNS gives its endpoints.
    public static boolean isHeadless(ServiceSpec spec) {
        return spec.clusterIPs().size() == 1 && spec.clusterIPs().getFirst().equals("None");
    }

    /// Whether packets from outside the cluster may reach it.
    public static boolean isExternallyAccessible(ServiceSpec spec) {
        return spec.type().equals("LoadBalancer")
                || spec.type().equals("NodePort")
                || (spec.type().equals("ClusterIP") && !spec.externalIPs().isEmpty());
    }

    /// Whether traffic from outside goes to endpoints on the node that it enters.
    public static boolean isExternalPolicyLocal(ServiceSpec spec) {
        return isExternallyAccessible(spec) && spec.externalTrafficPolicy().equals("Local");
    }

    /// Whether traffic from pods goes to endpoints on their node.
    public static boolean isInternalPolicyLocal(ServiceSpec spec) {
        return "Local".equals(spec.internalTrafficPolicy());
    }

    /// Whether load balancers ask each node for local endpoints.
    public static boolean needsHealthCheck(ServiceSpec spec) {
        return spec.type().equals("LoadBalancer") && isExternalPolicyLocal(spec);
    }
}
