package io.djong.dns;

import io.djong.api.ip.IpAddress;
import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.dns.forward.Forwarder;
import io.djong.dns.zone.ZoneSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The cluster's DNS server: informers, zone, forwarding and sockets. Returns from its start when it listens. Until
/// [#ready], names of the cluster that it has not heard of are answered with SERVFAIL, never with NXDOMAIN.
///
/// Works in the network namespace of the thread that starts it.
///
/// ```java
/// var config = DnsConfig.defaults(new InetSocketAddress("10.42.0.1", 53), List.of(clusterDns))
///         .withForward(ForwardConfig.of(Path.of("/etc/resolv.conf")));
/// var dns = new ClusterDns(environment, client, config, registry);
/// dns.start();
/// ```
public final class ClusterDns extends io.djong.base.lifecycle.Service {
    private static final Log LOG = Log.of(ClusterDns.class);
    private static final int PORT = 53;

    private final Environment environment;
    private final DnsConfig config;
    private final ZoneFeed feed;
    private final Forwarder forwarder;
    private final List<DnsServer> servers = new ArrayList<>();
    private final DnsHttpServers http;

    /// @param client reads Namespaces, Services and EndpointSlices, and Pods in the pod mode `verified`
    /// @param registry takes the metrics, and is what `/metrics` answers
    public ClusterDns(Environment environment, KubeClient client, DnsConfig config, MetricRegistry registry) {
        super("dns");
        this.environment = environment;
        this.config = config;
        InetSocketAddress first = config.binds().getFirst();
        String label = "dns://" + first.getAddress().getHostAddress() + ":" + first.getPort();
        DnsMetrics metrics = new DnsMetrics(registry, label, config.domain().toString());
        ZoneSettings settings = new ZoneSettings(
                config.domain(),
                config.ttlSeconds(),
                config.negativeTtlSeconds(),
                (int) environment.clock().instant().getEpochSecond(),
                config.nameservers(),
                config.pods());
        feed = new ZoneFeed(environment, client, settings, metrics);
        forwarder = new Forwarder(environment, config.forward(), ourselves(config), registry, label);
        QueryHandler handler = new QueryHandler(feed::zone, feed::synced, forwarder, environment.ticker(), metrics);
        for (InetSocketAddress bind : config.binds()) servers.add(new DnsServer(environment, bind, handler));
        http = new DnsHttpServers(environment, config, registry, feed::synced);
    }

    /// Where queries reach us: what we bind, and the Service that leads here.
    private static Set<InetSocketAddress> ourselves(DnsConfig config) {
        Set<InetSocketAddress> ourselves = new HashSet<>(config.binds());
        for (IpAddress address : config.nameservers()) {
            ourselves.add(new InetSocketAddress(InetAddress.ofLiteral(address.toString()), PORT));
        }
        return ourselves;
    }

    /// Whether every [Namespace], Service and EndpointSlice has been read once.
    public boolean ready() {
        return feed.synced();
    }

    /// Where it listens, with the ports that were taken when the configured ones are 0.
    ///
    /// @throws IllegalStateException before the start
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(DnsServer::address).toList();
    }

    /// Where `/health`, `/ready` and `/metrics` answer, those that do.
    public List<InetSocketAddress> httpAddresses() {
        return http.addresses();
    }

    @Override
    protected void onStart() throws Exception {
        for (DnsServer server : servers) server.start();
        http.start();
        feed.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        http.leave();
        if (config.lameduck().isPositive()) {
            LOG.info("DNS answers a while longer");
            environment.timers().sleep(config.lameduck());
        }
        feed.stop();
        for (DnsServer server : servers) server.stop();
        forwarder.close();
        http.stop();
    }
}
