package io.djong.kubelet.resources;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of a node's capacity its pods may have: what is left after the reservations for the system
/// and for Kubernetes, and after what hard eviction keeps free. Source:
/// kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources.
public final class NodeAllocatable {
    private NodeAllocatable() {}

    /// What the node's status says, and what pods are admitted by.
    ///
    /// @param capacity of the node, by resource
    /// @param kubeReserved `--kube-reserved`
    /// @param systemReserved `--system-reserved`
    /// @param evictionHard hard thresholds by signal: `memory.available` to `100Mi`, `nodefs.available` to `10%`
    public static SortedMap<String, Quantity> of(
            Map<String, Quantity> capacity,
            Map<String, Quantity> kubeReserved,
            Map<String, Quantity> systemReserved,
            Map<String, String> evictionHard) {
        SortedMap<String, Quantity> left = enforced(capacity, kubeReserved, systemReserved);
        subtractThreshold(left, capacity, "memory", evictionHard.get("memory.available"));
        subtractThreshold(left, capacity, "ephemeral-storage", evictionHard.get("nodefs.available"));
        Quantity memory = left.get("memory");
        if (memory != null) {
            for (var entry : capacity.entrySet()) {
                if (ResourceNames.isHugePages(entry.getKey())) {
                    memory = subtract(memory, entry.getValue());
                }
            }
            left.put("memory", memory);
        }
        return left;
    }

    /// What the control group of all pods is limited to: hard eviction is not taken off, or it would never happen.
    public static SortedMap<String, Quantity> enforced(
            Map<String, Quantity> capacity, Map<String, Quantity> kubeReserved, Map<String, Quantity> systemReserved) {
        SortedMap<String, Quantity> left = new TreeMap<>();
        capacity.forEach((name, amount) -> {
            Quantity rest = subtract(amount, kubeReserved.getOrDefault(name, Quantity.ZERO));
            left.put(name, subtract(rest, systemReserved.getOrDefault(name, Quantity.ZERO)));
        });
        return left;
    }

    private static void subtractThreshold(
            Map<String, Quantity> left,
            Map<String, Quantity> capacity,
            String resource,
            @org.jspecify.annotations.Nullable String threshold) {
        Quantity available = left.get(resource);
        if (available != null && threshold != null) {
            long bytes = thresholdBytes(threshold, capacity.getOrDefault(resource, Quantity.ZERO));
            left.put(resource, subtract(available, Quantity.ofUnits(bytes, QuantityFormat.BINARY_SI)));
        }
    }

    /// A share of the capacity has upstream's single precision, so that nodes report the same number.
    private static long thresholdBytes(String threshold, Quantity capacity) {
        if (!threshold.endsWith("%")) {
            return Quantity.of(threshold).value();
        }
        float share = Float.parseFloat(threshold.substring(0, threshold.length() - 1)) / 100;
        return (long) ((double) capacity.value() * (double) share);
    }

    private static Quantity subtract(Quantity amount, Quantity taken) {
        Quantity rest = amount.subtract(taken);
        return rest.sign() < 0 ? Quantity.ofUnits(0, amount.format()) : rest;
    }
}
