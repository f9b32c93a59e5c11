package io.djong.kubelet.admission;

import io.djong.api.pods.PodResources;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A resource of which the node has too little left for a pod. CPU is in thousandths of a core, everything else in
/// whole units.
record Shortage(String resource, long requested, long used, long capacity) {
    private static final List<String> FIRST = List.of("cpu", "memory", "ephemeral-storage");

    /// What is short, the number of pods first, then by resource.
    ///
    /// @param allocatable of the node
    /// @param active the pods that have theirs already
    static List<Shortage> of(Pod pod, Map<String, Quantity> allocatable, Collection<Pod> active) {
        List<Shortage> all = new ArrayList<>();
        var pods = allocatable.get("pods");
        if (pods != null && active.size() + 1 > pods.value()) {
            all.add(new Shortage("pods", 1, active.size(), pods.value()));
        }
        var requests = PodResources.requests(pod.spec());
        Set<String> names = new LinkedHashSet<>(FIRST);
        names.retainAll(requests.keySet());
        names.addAll(requests.keySet());
        Map<String, Quantity> used = new TreeMap<>();
        for (var other : active) {
            PodResources.requests(other.spec()).forEach((name, amount) -> used.merge(name, amount, Quantity::add));
        }
        for (var name : names) {
            var request = requests.getOrDefault(name, Quantity.ZERO);
            // What the node does not count is not the node's to refuse: devices that come later, say.
            if (request.isZero() || (ResourceNames.isExtended(name) && !allocatable.containsKey(name))) {
                continue;
            }
            var capacity = allocatable.getOrDefault(name, Quantity.ZERO);
            var taken = used.getOrDefault(name, Quantity.ZERO);
            if (taken.add(request).compareTo(capacity) > 0) {
                all.add(new Shortage(name, number(name, request), number(name, taken), number(name, capacity)));
            }
        }
        return all;
    }

    /// How much would have to be freed.
    long missing() {
        return requested - (capacity - used);
    }

    Rejection rejection() {
        return new Rejection(
                "OutOf" + resource,
                "Node didn't have enough resource: " + resource + ", requested: " + requested + ", used: " + used
                        + ", capacity: " + capacity);
    }

    /// What a pod requests of this resource.
    static long requestedBy(Pod pod, String resource) {
        return resource.equals("pods")
                ? 1
                : number(resource, PodResources.requests(pod.spec()).getOrDefault(resource, Quantity.ZERO));
    }

    private static long number(String resource, Quantity amount) {
        return resource.equals("cpu") ? amount.milliValue() : amount.value();
    }
}
