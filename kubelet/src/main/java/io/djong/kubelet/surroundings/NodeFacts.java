package io.djong.kubelet.surroundings;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ObjectReference;
import java.util.List;
import java.util.Map;

/// What pods may know of their node, as it is now.
///
/// @param reference to the node's object, for events about it
/// @param ips the node's addresses, the preferred family first
/// @param allocatable what pods may have together
public record NodeFacts(ObjectReference reference, List<String> ips, Map<String, Quantity> allocatable) {
    public NodeFacts {
        ips = List.copyOf(ips);
    }
}
