package io.djong.proxy;

import io.djong.api.ip.Cidr;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a proxy runs.
///
/// @param nodeName this node's name
/// @param ipv6 whether rules for IPv6 are kept as well
/// @param clusterCidrs the pod ranges of the cluster; empty when unknown
/// @param detectLocal how pods' traffic is told from others
/// @param podBridge for [DetectLocalMode#BRIDGE_INTERFACE]
/// @param podInterfacePrefix for [DetectLocalMode#INTERFACE_NAME_PREFIX]
/// @param masqueradeAll whether all traffic to cluster addresses is masqueraded
/// @param masqueradeBit which bit of the packet mark says "masquerade"
/// @param nodePortAddresses where node ports answer: ranges, or `primary` for the node's own address; empty is that,
///     too
/// @param syncPeriod how often the kernel's rules are compared with what they should be
/// @param minSyncPeriod the least time between two changes of the rules
/// @param healthz where `/healthz` and `/livez` answer; null for nowhere
/// @param metrics where `/metrics` answers; null for nowhere
/// @param bindHard whether an address that cannot be bound ends the proxy
/// @param conntrack settings of connection tracking; null to leave them alone
public record ProxyConfig(
        String nodeName,
        boolean ipv6,
        List<Cidr> clusterCidrs,
        DetectLocalMode detectLocal,
        String podBridge,
        String podInterfacePrefix,
        boolean masqueradeAll,
        int masqueradeBit,
        List<String> nodePortAddresses,
        Duration syncPeriod,
        Duration minSyncPeriod,
        @Nullable InetSocketAddress healthz,
        @Nullable InetSocketAddress metrics,
        boolean bindHard,
        @Nullable ConntrackSettings conntrack) {
    /// What `--nodeport-addresses` says for the node's own address.
    public static final String PRIMARY = "primary";

    public ProxyConfig {
        clusterCidrs = List.copyOf(clusterCidrs);
        nodePortAddresses = List.copyOf(nodePortAddresses);
    }

    /// Whether node ports answer on the node's own address and no other.
    boolean answersOnPrimaryOnly() {
        return nodePortAddresses.isEmpty() || nodePortAddresses.equals(List.of(PRIMARY));
    }

    /// Upstream's defaults, for a node of a cluster with this pod range, with no servers.
    public static ProxyConfig defaults(String nodeName, List<Cidr> clusterCidrs) {
        return new ProxyConfig(
                nodeName,
                clusterCidrs.stream().anyMatch(c -> !c.address().v4()),
                clusterCidrs,
                DetectLocalMode.CLUSTER_CIDR,
                "",
                "",
                false,
                14,
                List.of(),
                Duration.ofSeconds(30),
                Duration.ZERO,
                null,
                null,
                false,
                null);
    }

    /// The same with servers at upstream's ports.
    public ProxyConfig withServers(@Nullable InetSocketAddress healthzAt, @Nullable InetSocketAddress metricsAt) {
        return new ProxyConfig(
                nodeName,
                ipv6,
                clusterCidrs,
                detectLocal,
                podBridge,
                podInterfacePrefix,
                masqueradeAll,
                masqueradeBit,
                nodePortAddresses,
                syncPeriod,
                minSyncPeriod,
                healthzAt,
                metricsAt,
                bindHard,
                conntrack);
    }

    /// The same with the kernel's rules compared so often.
    public ProxyConfig withSyncPeriod(Duration other) {
        return new ProxyConfig(
                nodeName,
                ipv6,
                clusterCidrs,
                detectLocal,
                podBridge,
                podInterfacePrefix,
                masqueradeAll,
                masqueradeBit,
                nodePortAddresses,
                other,
                minSyncPeriod,
                healthz,
                metrics,
                bindHard,
                conntrack);
    }
}
