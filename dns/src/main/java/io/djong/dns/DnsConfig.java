package io.djong.dns;

import io.djong.api.ip.IpAddress;
import io.djong.dns.wire.DnsName;
import java.net.InetSocketAddress;
import java.util.List;

/// How the cluster's DNS is served.
///
/// @param bind the one address for UDP and TCP; port 0 takes a free one. Never the wildcard, which would take port 53
///     from everybody on the node
/// @param domain the cluster's, `cluster.local`
/// @param ttlSeconds of the cluster's records, 0 to 3600; kubeadm's Corefile sets 30
/// @param negativeTtlSeconds how long a resolver may remember that a name does not exist, 0 to 3600
/// @param nameservers the addresses of `ns.dns.<domain>`: the cluster IPs of the DNS service
public record DnsConfig(
        InetSocketAddress bind, DnsName domain, int ttlSeconds, int negativeTtlSeconds, List<IpAddress> nameservers) {
    private static final int TTL_SECONDS_MAX = 3600;

    /// Checks the values.
    public DnsConfig {
        if (bind.isUnresolved() || bind.getAddress().isAnyLocalAddress()) {
            throw new IllegalArgumentException("DNS needs one address to bind, not " + bind);
        }
        if (ttlSeconds < 0 || ttlSeconds > TTL_SECONDS_MAX) throw new IllegalArgumentException("TTL " + ttlSeconds);
        if (negativeTtlSeconds < 0 || negativeTtlSeconds > TTL_SECONDS_MAX) {
            throw new IllegalArgumentException("negative TTL " + negativeTtlSeconds);
        }
        nameservers = List.copyOf(nameservers);
    }

    /// What kubeadm's CoreDNS does, but for names that do not exist, which are forgotten after 5 seconds.
    public static DnsConfig defaults(InetSocketAddress bind, List<IpAddress> nameservers) {
        return new DnsConfig(bind, DnsName.of("cluster.local"), 30, 5, nameservers);
    }
}
