package io.djong.dns;

import io.djong.api.ip.IpAddress;
import io.djong.dns.forward.ForwardConfig;
import io.djong.dns.wire.DnsName;
import io.djong.dns.zone.PodMode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the cluster's DNS is served.
///
/// @param binds the addresses for UDP and TCP, at least one; port 0 takes a free one. Never the wildcard, which would
///     take port 53 from everybody on the node
/// @param domain the cluster's, `cluster.local`
/// @param ttlSeconds of the cluster's records, 0 to 3600; kubeadm's Corefile sets 30
/// @param negativeTtlSeconds how long a resolver may remember that a name does not exist, 0 to 3600
/// @param nameservers the addresses of `ns.dns.<domain>`: the cluster IPs of the DNS service
/// @param pods which names pods have
/// @param forward who is asked about other names
/// @param health where `/health` answers; null for nowhere
/// @param ready where `/ready` answers; null for nowhere
/// @param metrics where `/metrics` answers; null for nowhere
/// @param lameduck how long names are answered on while `/health` says that the end is near, at the stop
public record DnsConfig(
        List<InetSocketAddress> binds,
        DnsName domain,
        int ttlSeconds,
        int negativeTtlSeconds,
        List<IpAddress> nameservers,
        PodMode pods,
        ForwardConfig forward,
        @Nullable InetSocketAddress health,
        @Nullable InetSocketAddress ready,
        @Nullable InetSocketAddress metrics,
        Duration lameduck) {
    static final int TTL_SECONDS_MAX = 3600;

    /// Checks the values.
    public DnsConfig {
        if (binds.isEmpty()) throw new IllegalArgumentException("DNS needs an address to bind");
        for (InetSocketAddress bind : binds) {
            if (bind.isUnresolved() || bind.getAddress().isAnyLocalAddress()) {
                throw new IllegalArgumentException("DNS needs one address to bind, not " + bind);
            }
        }
        if (ttlSeconds < 0 || ttlSeconds > TTL_SECONDS_MAX) throw new IllegalArgumentException("TTL " + ttlSeconds);
        if (negativeTtlSeconds < 0 || negativeTtlSeconds > TTL_SECONDS_MAX) {
            throw new IllegalArgumentException("negative TTL " + negativeTtlSeconds);
        }
        binds = List.copyOf(binds);
        nameservers = List.copyOf(nameservers);
    }

    /// What kubeadm's CoreDNS does, but for names that do not exist, which are forgotten after 5 seconds; nothing is
    /// forwarded, and there are no HTTP servers.
    public static DnsConfig defaults(InetSocketAddress bind, List<IpAddress> nameservers) {
        return new DnsConfig(
                List.of(bind),
                DnsName.of("cluster.local"),
                30,
                5,
                nameservers,
                PodMode.INSECURE,
                ForwardConfig.none(),
                null,
                null,
                null,
                Duration.ZERO);
    }

    /// The same with these servers asked about other names.
    public DnsConfig withForward(ForwardConfig other) {
        return new DnsConfig(
                binds,
                domain,
                ttlSeconds,
                negativeTtlSeconds,
                nameservers,
                pods,
                other,
                health,
                ready,
                metrics,
                lameduck);
    }

    /// The same for another domain.
    public DnsConfig withDomain(DnsName other) {
        return new DnsConfig(
                binds,
                other,
                ttlSeconds,
                negativeTtlSeconds,
                nameservers,
                pods,
                forward,
                health,
                ready,
                metrics,
                lameduck);
    }

    /// The same with names of pods as this mode has them.
    public DnsConfig withPods(PodMode other) {
        return new DnsConfig(
                binds,
                domain,
                ttlSeconds,
                negativeTtlSeconds,
                nameservers,
                other,
                forward,
                health,
                ready,
                metrics,
                lameduck);
    }

    /// The same with HTTP servers.
    public DnsConfig withServers(
            @Nullable InetSocketAddress healthAt,
            @Nullable InetSocketAddress readyAt,
            @Nullable InetSocketAddress metricsAt) {
        return new DnsConfig(
                binds,
                domain,
                ttlSeconds,
                negativeTtlSeconds,
                nameservers,
                pods,
                forward,
                healthAt,
                readyAt,
                metricsAt,
                lameduck);
    }
}
