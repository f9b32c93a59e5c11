package io.djong.cluster.bootstrap;

import io.djong.base.config.Settings;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// At which address others reach this machine: that of the link that the default route goes by, else the first that
/// is neither loopback nor link-local, else the first address of the pod range, which the pod network's bridge gets.
public final class NodeAddress {
    private NodeAddress() {}

    /// Found out from the kernel's routes and addresses.
    ///
    /// @throws ClusterException when the kernel does not tell them
    public static InetAddress ofMachine(Settings settings) throws ClusterException {
        try (var socket = RouteSocket.open()) {
            var addresses = socket.addresses();
            Optional<InetAddress> onDefaultRoute = socket.routes().stream()
                    .filter(route -> route.kind() == Route.Kind.UNICAST
                            && route.destination().isIpv4()
                            && route.destination().length() == 0)
                    .sorted(Comparator.comparingInt(Route::metric))
                    .flatMap(route -> addresses.getOrDefault(route.link(), List.of()).stream())
                    .map(IpPrefix::address)
                    .filter(NodeAddress::isUsable)
                    .findFirst();
            return onDefaultRoute
                    .or(() -> addresses.entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .flatMap(entry -> entry.getValue().stream())
                            .map(IpPrefix::address)
                            .filter(NodeAddress::isUsable)
                            .findFirst())
                    .orElseGet(() -> ClusterConfig.nth(settings.get(ClusterOptions.CLUSTER_CIDR), 1));
        } catch (LinuxException e) {
            throw new ClusterException("the addresses of this machine cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isUsable(InetAddress address) {
        return address.getAddress().length == 4
                && !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress();
    }
}
