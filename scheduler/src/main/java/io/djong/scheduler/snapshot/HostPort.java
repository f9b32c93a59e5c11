package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.PodSpec;
import java.util.ArrayList;
import java.util.List;

/// A port of the node that a pod takes for itself.
///
/// @param address which of the node's addresses; `0.0.0.0` for all
/// @param protocol `TCP`, `UDP` or `SCTP`
public record HostPort(String address, String protocol, int port) {
    private static final String ALL = "0.0.0.0";

    /// The host ports of a pod's containers and of its sidecars.
    public static List<HostPort> of(PodSpec spec) {
        List<HostPort> ports = List.of();
        for (Container container : spec.containers()) ports = add(ports, container);
        for (Container container : spec.initContainers()) {
            if ("Always".equals(container.restartPolicy())) ports = add(ports, container);
        }
        return ports;
    }

    private static List<HostPort> add(List<HostPort> ports, Container container) {
        List<HostPort> result = ports;
        for (ContainerPort port : container.ports()) {
            if (port.hostPort() <= 0) continue;
            if (result.isEmpty()) result = new ArrayList<>();
            result.add(new HostPort(
                    port.hostIP().isEmpty() ? ALL : port.hostIP(),
                    port.protocol().isEmpty() ? "TCP" : port.protocol(),
                    port.hostPort()));
        }
        return result;
    }

    /// Whether both cannot be had on one node.
    public boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(other.address) || address.equals(ALL) || other.address.equals(ALL));
    }
}
