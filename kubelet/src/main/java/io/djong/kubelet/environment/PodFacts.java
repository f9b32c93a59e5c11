package io.djong.kubelet.environment;

import io.djong.api.quantity.Quantity;
import java.util.List;
import java.util.Map;

/// What only the node knows about a pod that wants to read its own fields.
///
/// @param podIps the pod's addresses, the one of the node's first family first; empty before its sandbox is up
/// @param hostIps the node's addresses, in the same order
/// @param nodeAllocatable what the node can give to pods: stands in for limits that are not set
public record PodFacts(List<String> podIps, List<String> hostIps, Map<String, Quantity> nodeAllocatable) {
    public PodFacts {
        podIps = List.copyOf(podIps);
        hostIps = List.copyOf(hostIps);
    }

    /// The first address of the pod, or "".
    public String podIp() {
        return podIps.isEmpty() ? "" : podIps.getFirst();
    }

    /// The first address of the node, or "".
    public String hostIp() {
        return hostIps.isEmpty() ? "" : hostIps.getFirst();
    }

    public PodFacts withPodIps(List<String> ips) {
        return new PodFacts(ips, hostIps, nodeAllocatable);
    }
}
