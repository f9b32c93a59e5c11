package io.djong.proxy.services;

import io.djong.api.ip.IpAddress;
import java.util.Set;

/// One endpoint of a service's port.
///
/// @param ready takes new connections
/// @param serving its readiness probe passes, be it on its way out or not
/// @param terminating on its way out
/// @param local on this node
/// @param zoneHints zones that should prefer it
/// @param nodeHints nodes that should prefer it
public record EndpointView(
        IpAddress address,
        int port,
        boolean ready,
        boolean serving,
        boolean terminating,
        boolean local,
        Set<String> zoneHints,
        Set<String> nodeHints) {
    public EndpointView {
        zoneHints = Set.copyOf(zoneHints);
        nodeHints = Set.copyOf(nodeHints);
    }

    boolean servingWhileTerminating() {
        return serving && terminating;
    }
}
