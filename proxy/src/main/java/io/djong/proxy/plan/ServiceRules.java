package io.djong.proxy.plan;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import java.util.List;
import java.util.Set;

/// Everything that one service needs on this node.
///
/// @param frontends in the order of the service's ports; cluster address first
/// @param hairpins addresses of backends on this node: when one reaches itself through the service, it must see the
///     node instead
/// @param healthCheckNodePort where load balancers ask; 0 for nowhere
/// @param localEndpoints how many ready endpoints are on this node
/// @param lacksInternal internal traffic policy Local, and no endpoint here though elsewhere
/// @param lacksExternal external traffic policy Local, and no endpoint here though elsewhere
public record ServiceRules(
        ObjectKey service,
        List<FrontendRule> frontends,
        Set<IpAddress> hairpins,
        int healthCheckNodePort,
        int localEndpoints,
        boolean lacksInternal,
        boolean lacksExternal) {
    public ServiceRules {
        frontends = List.copyOf(frontends);
        hairpins = Set.copyOf(hairpins);
    }

    /// Of a service that is gone, or that a proxy has nothing to do with.
    public static ServiceRules none(ObjectKey service) {
        return new ServiceRules(service, List.of(), Set.of(), 0, 0, false, false);
    }
}
