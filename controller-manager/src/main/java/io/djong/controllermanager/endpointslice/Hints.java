package io.djong.controllermanager.endpointslice;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointHints;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.discovery.v1.ForNode;
import io.djong.api.types.discovery.v1.ForZone;
import java.util.List;

/// Which zones and nodes an endpoint is meant for: its own, where the Service asks for it (`trafficDistribution`),
/// else no hint. Endpoints that are not ready keep what they have. Source: KEP-4444, KEP-3015.
final class Hints {
    private final boolean zones;
    private final boolean nodes;

    private Hints(boolean zones, boolean nodes) {
        this.zones = zones;
        this.nodes = nodes;
    }

    static Hints of(Service service) {
        return switch (service.spec().trafficDistribution()) {
            case "PreferClose", "PreferSameZone" -> new Hints(true, false);
            case "PreferSameNode" -> new Hints(true, true);
            case null, default -> new Hints(false, false);
        };
    }

    /// The slice with its endpoints' hints set right; the same slice when they are.
    EndpointSlice on(EndpointSlice slice) {
        List<Endpoint> endpoints = slice.endpoints().stream().map(this::on).toList();
        return endpoints.equals(slice.endpoints()) ? slice : slice.withEndpoints(endpoints);
    }

    private Endpoint on(Endpoint endpoint) {
        if (!zones) return endpoint.withHints(null);
        if (!Boolean.TRUE.equals(endpoint.conditions().ready())) return endpoint;
        String zone = endpoint.zone();
        String node = endpoint.nodeName();
        List<ForZone> forZones = zone == null ? List.of() : List.of(new ForZone(zone));
        List<ForNode> forNodes = node == null || !nodes ? List.of() : List.of(new ForNode(node));
        boolean none = forZones.isEmpty() && forNodes.isEmpty();
        return endpoint.withHints(none ? null : new EndpointHints(forZones, forNodes));
    }
}
