package io.djong.proxy;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.proxy.nftables.LocalTraffic;
import io.djong.proxy.services.ProxyNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the rules of one family take from the node: what it is to them, and how its pods' traffic is told. Pure.
record NodeFacts(ProxyNode node, LocalTraffic local) {
    private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    /// @param object the node's object, or null when it is not there (yet)
    /// @param machine the addresses of this machine's devices
    static NodeFacts of(ProxyConfig config, @Nullable Node object, Collection<IpAddress> machine, boolean ipv6) {
        Node node = object == null ? Node.EMPTY : object;
        List<IpAddress> own = new ArrayList<>();
        for (NodeAddress address : node.status().addresses()) {
            IpAddress ip = address.type().equals("InternalIP") ? IpAddress.parse(address.address()) : null;
            if (ip != null && ip.v4() != ipv6) {
                own.add(ip);
            }
        }
        String zone = Objects.requireNonNullElse(node.metadata().labels().get(ZONE_LABEL), "");
        List<IpAddress> nodePorts = nodePortAddresses(config, own, machine, ipv6);
        return new NodeFacts(new ProxyNode(config.nodeName(), zone, own, nodePorts), local(config, node, ipv6));
    }

    private static List<IpAddress> nodePortAddresses(
            ProxyConfig config, List<IpAddress> own, Collection<IpAddress> machine, boolean ipv6) {
        if (config.answersOnPrimaryOnly()) {
            return own.stream().limit(1).toList();
        }
        List<Cidr> ranges = config.nodePortAddresses().stream()
                .map(Cidr::parse)
                .filter(Objects::nonNull)
                .toList();
        return machine.stream()
                .filter(ip -> ip.v4() != ipv6 && !ip.isLoopback() && !ip.isLinkLocalUnicast())
                .filter(ip -> ranges.stream().anyMatch(range -> range.contains(ip)))
                .distinct()
                .sorted()
                .toList();
    }

    private static LocalTraffic local(ProxyConfig config, Node node, boolean ipv6) {
        return switch (config.detectLocal()) {
            case BRIDGE_INTERFACE -> new LocalTraffic.Bridge(config.podBridge());
            case INTERFACE_NAME_PREFIX -> new LocalTraffic.Prefix(config.podInterfacePrefix());
            case CLUSTER_CIDR -> sources(config.clusterCidrs(), ipv6);
            case NODE_CIDR ->
                sources(
                        node.spec().podCIDRs().stream()
                                .map(Cidr::parse)
                                .filter(Objects::nonNull)
                                .toList(),
                        ipv6);
        };
    }

    private static LocalTraffic sources(List<Cidr> cidrs, boolean ipv6) {
        List<Cidr> fitting =
                cidrs.stream().filter(c -> c.address().v4() != ipv6).toList();
        return fitting.isEmpty() ? new LocalTraffic.Unknown() : new LocalTraffic.Sources(fitting);
    }
}
