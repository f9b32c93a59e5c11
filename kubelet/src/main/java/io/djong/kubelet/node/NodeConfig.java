package io.djong.kubelet.node;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Taint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a node presents itself.
///
/// @param name of the node's object
/// @param addresses what other nodes reach it by, at most one of each family; empty to find them out
/// @param labels that it registers with, beside those that every node has
/// @param taints that it registers with
/// @param register whether it makes its object if there is none
/// @param providerId `spec.providerID`, or ""
/// @param maxPods how many pods it takes
/// @param podsPerCore how many pods for each CPU, not above `maxPods`; 0 for no such limit
/// @param port of the kubelet's server, for `status.daemonEndpoints`
/// @param statusUpdate how often the status is computed
/// @param statusReport how often the status is written when nothing changed
/// @param leaseSeconds how long its lease holds; it is renewed each quarter of that
/// @param imagesMax how many images the status lists; -1 for all
/// @param kubeReserved what pods do not get, as Kubernetes needs it
/// @param systemReserved what pods do not get, as the system needs it
/// @param evictionHard what hard eviction keeps free, by signal: `memory.available`, `nodefs.available`
public record NodeConfig(
        String name,
        List<InetAddress> addresses,
        SortedMap<String, String> labels,
        List<Taint> taints,
        boolean register,
        String providerId,
        int maxPods,
        int podsPerCore,
        int port,
        Duration statusUpdate,
        Duration statusReport,
        int leaseSeconds,
        int imagesMax,
        SortedMap<String, Quantity> kubeReserved,
        SortedMap<String, Quantity> systemReserved,
        SortedMap<String, String> evictionHard) {
    /// What hard eviction keeps free unless told otherwise, as upstream.
    public static final SortedMap<String, String> EVICTION_HARD =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                    "imagefs.available", "15%",
                    "imagefs.inodesFree", "5%",
                    "memory.available", "100Mi",
                    "nodefs.available", "10%",
                    "nodefs.inodesFree", "5%")));

    public NodeConfig {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a node needs a name");
        }
        addresses = List.copyOf(addresses);
        taints = List.copyOf(taints);
    }

    /// Upstream's defaults for a node of this name.
    public static NodeConfig defaults(String name) {
        return new NodeConfig(
                name,
                List.of(),
                new TreeMap<>(),
                List.of(),
                true,
                "",
                110,
                0,
                10250,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                40,
                50,
                new TreeMap<>(),
                new TreeMap<>(),
                EVICTION_HARD);
    }

    /// The same at these addresses, with a kubelet that serves this port.
    public NodeConfig withPlace(List<InetAddress> newAddresses, int newPort) {
        return new NodeConfig(
                name,
                newAddresses,
                labels,
                taints,
                register,
                providerId,
                maxPods,
                podsPerCore,
                newPort,
                statusUpdate,
                statusReport,
                leaseSeconds,
                imagesMax,
                kubeReserved,
                systemReserved,
                evictionHard);
    }

    /// The same with these thresholds of hard eviction.
    public NodeConfig withEvictionHard(SortedMap<String, String> newThresholds) {
        return new NodeConfig(
                name,
                addresses,
                labels,
                taints,
                register,
                providerId,
                maxPods,
                podsPerCore,
                port,
                statusUpdate,
                statusReport,
                leaseSeconds,
                imagesMax,
                kubeReserved,
                systemReserved,
                newThresholds);
    }
}
