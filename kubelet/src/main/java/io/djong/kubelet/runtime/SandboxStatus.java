package io.djong.kubelet.runtime;

import java.time.Instant;
import java.util.List;

/// One sandbox of a pod: its namespaces and its network.
///
/// @param id the runtime's
/// @param attempt how many sandboxes the pod had before
/// @param ready whether it runs
/// @param hostNetwork whether it uses the node's network
/// @param ips its addresses, the main one first; empty when it uses the node's network, or has none
public record SandboxStatus(
        String id, int attempt, boolean ready, Instant createdAt, boolean hostNetwork, List<String> ips) {
    public SandboxStatus {
        ips = List.copyOf(ips);
    }
}
