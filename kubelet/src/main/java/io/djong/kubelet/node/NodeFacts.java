package io.djong.kubelet.node;

import io.djong.api.quantity.Quantity;
import io.djong.kubelet.resources.NodeAllocatable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the rest of the kubelet has to know of its node before the API server has heard of it.
///
/// @param addresses by which the node is reached, the main one first
/// @param allocatable what its pods may have together
/// @param enforced what the control group of all pods is limited to
public record NodeFacts(
        List<String> addresses, SortedMap<String, Quantity> allocatable, SortedMap<String, Quantity> enforced) {
    public NodeFacts {
        addresses = List.copyOf(addresses);
    }

    /// The facts of this machine under this configuration.
    public static NodeFacts of(NodeConfig config, Machine machine) {
        var capacity = NodeStatusPlan.capacity(config, machine);
        return new NodeFacts(
                NodeStatusPlan.addressTexts(config, machine),
                new TreeMap<>(NodeAllocatable.of(
                        capacity, config.kubeReserved(), config.systemReserved(), config.evictionHard())),
                new TreeMap<>(NodeAllocatable.enforced(capacity, config.kubeReserved(), config.systemReserved())));
    }
}
