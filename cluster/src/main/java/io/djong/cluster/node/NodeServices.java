package io.djong.cluster.node;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.InitialObjects;
import io.djong.dns.ClusterDns;
import io.djong.dns.DnsConfig;
import io.djong.dns.forward.ForwardConfig;
import io.djong.dns.wire.DnsName;
import io.djong.kubelet.Kubelet;
import io.djong.network.NetworkConfig;
import io.djong.network.NetworkService;
import io.djong.network.NodeNetworkFolders;
import io.djong.proxy.ProxyConfig;
import io.djong.proxy.ServiceProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The components that work on this node: pod network, proxy, DNS server, kubelet. Stopping them
/// leaves networks and rules in place for the pods that run on.
///
/// Only the kubelet needs the container runtime, so only it waits for that.
public final class NodeServices extends Service {
    private static final Duration BRIDGE_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Environment environment;
    private final ClusterConfig config;
    private final NodeClients clients;
    private final RuntimeWait runtime;
    private final Deque<Service> started = new ArrayDeque<>();

    /// As whom the components act.
    ///
    /// @param administrator may do everything
    /// @param node the node's own user
    /// @param proxy upstream's user of kube-proxy, which may read all nodes: the pod network reads them, too
    /// @param dns the DNS server's service account
    public record NodeClients(KubeClient administrator, KubeClient node, KubeClient proxy, KubeClient dns) {}

    /// Returns when the container runtime answers.
    @FunctionalInterface
    public interface RuntimeWait {
        void untilReady() throws ClusterException, InterruptedException;
    }

    /// @param runtime asked once, before the kubelet starts
    public NodeServices(Environment environment, ClusterConfig config, NodeClients clients, RuntimeWait runtime) {
        super("node");
        this.environment = environment;
        this.config = config;
        this.clients = clients;
        this.runtime = runtime;
    }

    @Override
    protected void onStart() throws Exception {
        var clusterRange = config.pods();
        var podRange = PodRange.of(clients.administrator(), config.nodeName(), clusterRange);
        begin(new NetworkService(
                environment, clients.proxy(), new MetricRegistry(), network(config, clusterRange, podRange)));
        begin(new ServiceProxy(environment, clients.proxy(), new MetricRegistry(), proxy(clusterRange)));
        var bridge = inet(podRange.network().plus(1));
        awaitAddress(bridge);
        begin(new ClusterDns(environment, clients.dns(), dns(bridge), new MetricRegistry()));
        new InitialObjects(clients.administrator()).dnsAnswersAt(bridge, config.nodeName());
        runtime.untilReady();
        begin(new Kubelet(environment, clients.node(), KubeletSettings.of(config), new MetricRegistry()));
    }

    /// The pod network of this node; who takes the node away needs it, too.
    static NetworkConfig network(ClusterConfig config, Cidr clusterRange, Cidr podRange) {
        return new NetworkConfig(
                config.nodeName(),
                NetworkConfig.BRIDGE,
                clusterRange,
                config.services(),
                podRange,
                0,
                networkFolders(config));
    }

    static NodeNetworkFolders networkFolders(ClusterConfig config) {
        var folder = config.folders().network();
        return new NodeNetworkFolders(
                folder.resolve("before.properties"),
                RuntimeConfiguration.networkConfiguration(config.folders()),
                folder.resolve("leases"));
    }

    private ProxyConfig proxy(Cidr clusterRange) {
        var ports = config.ports();
        return ProxyConfig.defaults(config.nodeName(), List.of(clusterRange))
                .withServers(
                        new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), ports.proxyHealth()),
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.proxyMetrics()));
    }

    private DnsConfig dns(InetAddress bridge) {
        return DnsConfig.defaults(
                        new InetSocketAddress(bridge, 53),
                        List.of(IpAddress.ofBytes(config.dnsAddress().getAddress())))
                .withDomain(DnsName.of(config.domain()))
                .withForward(ForwardConfig.of(config.resolverFile()))
                .withServers(null, null, new InetSocketAddress(bridge, InitialObjects.DNS_METRICS_PORT));
    }

    /// The bridge is made by the network's own loop.
    private void awaitAddress(InetAddress address) throws ClusterException, InterruptedException {
        var deadline = Deadline.after(environment.ticker(), BRIDGE_LIMIT);
        while (!isHere(address)) {
            if (deadline.isPast()) {
                throw new ClusterException(
                        "the bridge of the pod network was not made; the log says why the network could not be set up");
            }
            environment.timers().sleep(POLL);
        }
    }

    private static boolean isHere(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static InetAddress inet(IpAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(address.bytes());
    }

    private void begin(Service service) throws Exception {
        service.start();
        started.push(service);
    }

    @Override
    protected void onStop() throws InterruptedException {
        while (!started.isEmpty()) {
            started.pop().stop();
        }
    }
}
