package io.djong.proxy.services;

import io.djong.api.ip.IpAddress;
import java.util.List;

/// What a proxy knows of its own node.
///
/// @param name the node's name; endpoints that carry it are local
/// @param zone its zone (`topology.kubernetes.io/zone`), or ""
/// @param addresses of the node, for load balancers' source ranges
/// @param nodePortAddresses where node ports answer
public record ProxyNode(String name, String zone, List<IpAddress> addresses, List<IpAddress> nodePortAddresses) {
    public ProxyNode {
        addresses = List.copyOf(addresses);
        nodePortAddresses = List.copyOf(nodePortAddresses);
    }
}
