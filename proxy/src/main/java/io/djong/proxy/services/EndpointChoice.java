package io.djong.proxy.services;

import java.util.List;
import java.util.function.Predicate;

/// Which of a port's endpoints may get traffic.
///
/// Ready ones; where there are none, those that still serve while they end (KEP-1669). Hints are followed when every
/// ready endpoint has them and at least one is for this node, or for its zone.
///
/// @param cluster for traffic that may go to any node; empty when the port has no such traffic
/// @param local for traffic that must stay on this node; empty when the port has no such traffic
/// @param any whether anybody, anywhere, could take traffic
public record EndpointChoice(List<EndpointView> cluster, List<EndpointView> local, boolean any) {
    public EndpointChoice {
        cluster = List.copyOf(cluster);
        local = List.copyOf(local);
    }

    private enum Preference {
        NONE,
        SAME_NODE,
        SAME_ZONE
    }

    /// Chooses.
    public static EndpointChoice choose(ServicePortView port, List<EndpointView> endpoints, ProxyNode node) {
        List<EndpointView> cluster = List.of();
        if (port.usesClusterEndpoints()) {
            Preference preference = preference(endpoints, node);
            cluster = only(endpoints, e -> e.ready() && fits(e, preference, node));
            if (cluster.isEmpty()) {
                cluster = only(endpoints, EndpointView::servingWhileTerminating);
            }
        }
        List<EndpointView> local = List.of();
        boolean any = !cluster.isEmpty();
        if (port.usesLocalEndpoints()) {
            any |= endpoints.stream().anyMatch(e -> e.ready() || e.servingWhileTerminating());
            local = only(endpoints, e -> e.local() && e.ready());
            if (local.isEmpty()) {
                local = only(endpoints, e -> e.local() && e.servingWhileTerminating());
            }
        }
        return new EndpointChoice(cluster, local, any);
    }

    private static Preference preference(List<EndpointView> endpoints, ProxyNode node) {
        List<EndpointView> ready = only(endpoints, EndpointView::ready);
        if (ready.isEmpty()) {
            return Preference.NONE;
        }
        if (ready.stream().noneMatch(e -> e.nodeHints().isEmpty())
                && ready.stream().anyMatch(e -> e.nodeHints().contains(node.name()))) {
            return Preference.SAME_NODE;
        }
        if (ready.stream().noneMatch(e -> e.zoneHints().isEmpty())
                && ready.stream().anyMatch(e -> e.zoneHints().contains(node.zone()))) {
            return Preference.SAME_ZONE;
        }
        return Preference.NONE;
    }

    private static boolean fits(EndpointView endpoint, Preference preference, ProxyNode node) {
        return switch (preference) {
            case NONE -> true;
            case SAME_NODE -> endpoint.nodeHints().contains(node.name());
            case SAME_ZONE -> endpoint.zoneHints().contains(node.zone());
        };
    }

    private static List<EndpointView> only(List<EndpointView> endpoints, Predicate<EndpointView> which) {
        return endpoints.stream().filter(which).toList();
    }
}
