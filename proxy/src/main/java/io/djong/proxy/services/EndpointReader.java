package io.djong.proxy.services;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointHints;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.discovery.v1.ForNode;
import io.djong.api.types.discovery.v1.ForZone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads EndpointSlices for one port of a service.
public final class EndpointReader {
    private EndpointReader() {}

    /// The endpoints of the port of that name and protocol, in the order of their addresses. An endpoint in two
    /// slices (while it moves from one to the other) is one, and local if either says so.
    ///
    /// @param slices of the service; those of the other family are passed over
    /// @param node this node's name
    public static List<EndpointView> read(
            Collection<EndpointSlice> slices, String portName, Transport transport, String node, boolean ipv4) {
        TreeMap<Place, EndpointView> found = new TreeMap<>();
        for (EndpointSlice slice : slices) {
            if (!slice.addressType().equals(ipv4 ? "IPv4" : "IPv6")) {
                continue;
            }
            for (EndpointPort port : slice.ports()) {
                Integer number = port.port();
                String name = port.name();
                String protocol = port.protocol();
                boolean meant = (name == null ? "" : name).equals(portName)
                        && Transport.of(protocol == null ? "" : protocol) == transport;
                if (number == null || !meant) {
                    continue;
                }
                for (Endpoint endpoint : slice.endpoints()) {
                    add(found, endpoint, number, node, ipv4);
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private record Place(IpAddress address, int port) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int c = address.compareTo(other.address);
            return c != 0 ? c : Integer.compare(port, other.port);
        }
    }

    private static void add(Map<Place, EndpointView> found, Endpoint endpoint, int port, String node, boolean ipv4) {
        if (endpoint.addresses().isEmpty()) {
            return;
        }
        IpAddress address = IpAddress.parse(endpoint.addresses().getFirst());
        if (address == null || address.v4() != ipv4) {
            return;
        }
        EndpointConditions conditions = endpoint.conditions();
        boolean local = node.equals(endpoint.nodeName());
        EndpointView view = new EndpointView(
                address,
                port,
                orTrue(conditions.ready()),
                orTrue(conditions.serving()),
                Boolean.TRUE.equals(conditions.terminating()),
                local,
                zones(endpoint.hints()),
                nodes(endpoint.hints()));
        Place place = new Place(address, port);
        if (local || !found.containsKey(place)) {
            found.put(place, view);
        }
    }

    private static boolean orTrue(@org.jspecify.annotations.Nullable Boolean value) {
        return value == null || value;
    }

    private static Set<String> zones(@org.jspecify.annotations.Nullable EndpointHints hints) {
        return hints == null
                ? Set.of()
                : hints.forZones().stream().map(ForZone::name).collect(Collectors.toSet());
    }

    private static Set<String> nodes(@org.jspecify.annotations.Nullable EndpointHints hints) {
        return hints == null
                ? Set.of()
                : hints.forNodes().stream().map(ForNode::name).collect(Collectors.toSet());
    }
}
