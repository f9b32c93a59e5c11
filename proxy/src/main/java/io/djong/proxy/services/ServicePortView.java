package io.djong.proxy.services;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import java.util.List;

/// One port of a service, with everything that decides how it is reached.
///
/// @param service whose port
/// @param name the port's name, or ""
/// @param nodePort 0 for none
/// @param loadBalancerIps ingress addresses that packets arrive with (not those of mode `Proxy`)
/// @param sourceRanges who may use the load balancer's addresses; empty for everybody
/// @param internalLocal traffic from inside goes to endpoints on its own node only
/// @param externalLocal traffic from outside goes to endpoints on this node only
/// @param healthCheckNodePort where load balancers ask whether this node has endpoints; 0 for nowhere
public record ServicePortView(
        ObjectKey service,
        String name,
        Transport transport,
        int port,
        int nodePort,
        IpAddress clusterIp,
        List<IpAddress> externalIps,
        List<IpAddress> loadBalancerIps,
        List<Cidr> sourceRanges,
        boolean internalLocal,
        boolean externalLocal,
        int healthCheckNodePort) {
    public ServicePortView {
        externalIps = List.copyOf(externalIps);
        loadBalancerIps = List.copyOf(loadBalancerIps);
        sourceRanges = List.copyOf(sourceRanges);
    }

    /// Whether anything outside the cluster can reach it.
    public boolean externallyAccessible() {
        return nodePort != 0 || !externalIps.isEmpty() || !loadBalancerIps.isEmpty();
    }

    /// Whether endpoints of the whole cluster are of interest. A service with external traffic policy Local needs
    /// them, too: pods and the node itself are not "outside".
    boolean usesClusterEndpoints() {
        return !internalLocal || externallyAccessible();
    }

    boolean usesLocalEndpoints() {
        return internalLocal || (externalLocal && externallyAccessible());
    }
}
