package io.djong.dns.forward;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which servers are asked about other names, and within what limits.
///
/// @param servers these, when there are any
/// @param resolverFile else those that a file in the form of `resolv.conf(5)` names, read again when it changes; null
///     for none
/// @param concurrentMax queries under way; one more is answered with REFUSED. CoreDNS has 1000
/// @param ttlMax how long an answer is remembered at most; zero remembers nothing
public record ForwardConfig(
        List<InetSocketAddress> servers, @Nullable Path resolverFile, int concurrentMax, Duration ttlMax) {
    private static final int CONCURRENT_MAX = 1000;
    private static final Duration TTL_MAX = Duration.ofSeconds(30);

    /// Checks the values.
    public ForwardConfig {
        if (concurrentMax < 1) throw new IllegalArgumentException("concurrent queries " + concurrentMax);
        if (ttlMax.isNegative()) throw new IllegalArgumentException("TTL " + ttlMax);
        servers = List.copyOf(servers);
    }

    /// Nothing is asked of anybody.
    public static ForwardConfig none() {
        return new ForwardConfig(List.of(), null, CONCURRENT_MAX, TTL_MAX);
    }

    /// The servers of a file, with the limits of kubeadm's Corefile.
    public static ForwardConfig of(Path resolverFile) {
        return new ForwardConfig(List.of(), resolverFile, CONCURRENT_MAX, TTL_MAX);
    }

    /// These servers, with the limits of kubeadm's Corefile.
    public static ForwardConfig of(List<InetSocketAddress> servers) {
        return new ForwardConfig(servers, null, CONCURRENT_MAX, TTL_MAX);
    }

    /// Whether anybody is to be asked.
    public boolean any() {
        return !servers.isEmpty() || resolverFile != null;
    }
}
