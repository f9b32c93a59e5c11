package io.djong.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.authentication.User;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Deadline;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.cluster.bootstrap.InitialObjects;
import io.djong.dns.ClusterDns;
import io.djong.dns.DnsConfig;
import io.djong.network.NodeNetwork;
import io.djong.network.NodeNetworkFolders;
import io.djong.network.NodeNetworkSpec;
import io.djong.proxy.ProxyConfig;
import io.djong.proxy.ServiceProxy;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Pod network, proxy and DNS server of one node together, as users of a cluster meet them: real
/// packets between network namespaces, other people's clients, an API server in this process. As
/// root.
@EnabledIf("isPossible")
class NodeTrafficTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DNS = "10.43.0.10";
    private static final String RESOLVER_FILE = """
            search default.svc.cluster.local svc.cluster.local cluster.local
            nameserver 10.43.0.10
            options ndots:5
            """;

    @TempDir
    Path folder;

    private final RealEnvironment environment = RealEnvironment.create();
    private final MemoryStore store = new MemoryStore(environment);
    private final InProcessServer server = new InProcessServer(environment, store, new MetricRegistry());
    private NodeNamespaces machine;
    private NodeNetworkSpec spec;
    private NodeNetwork network;
    private ServiceProxy proxy;
    private ClusterDns dns;
    private Path cni;

    static boolean isPossible() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                && Files.isExecutable(Path.of("/usr/lib/cni/bridge"));
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
        InitialObjects objects = new InitialObjects(server.admin());
        objects.create(InetAddress.ofLiteral(DNS));
        Node self = server.admin().of(CoreV1.NODES).create(Node.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("n1")));
        server.admin()
                .of(CoreV1.NODES)
                .updateStatus(self.withStatus(
                        self.status().withAddresses(List.of(new NodeAddress("InternalIP", "192.0.2.1")))));
        machine = new NodeNamespaces(folder);
        cni = folder.resolve("cni");
        NodeNetworkFolders folders = new NodeNetworkFolders(folder.resolve("before"), cni, folder.resolve("leases"));
        spec = new NodeNetworkSpec("djong0", cidr("10.42.0.0/24"), cidr("10.42.0.0/16"), cidr("10.43.0.0/16"), 0);
        network = machine.in("node", () -> NodeNetwork.open(folders));
        machine.in("node", () -> network.apply(spec));
        proxy = new ServiceProxy(
                environment,
                server.client(User.of("system:kube-proxy", User.AUTHENTICATED_GROUP)),
                new MetricRegistry(),
                ProxyConfig.defaults("n1", List.of(cidr("10.42.0.0/16"))).withSyncPeriod(Duration.ofSeconds(1)));
        InetSocketAddress bridge = new InetSocketAddress(InetAddress.ofLiteral("10.42.0.1"), 53);
        dns = new ClusterDns(
                environment,
                server.client(User.serviceAccount(InitialObjects.SYSTEM, InitialObjects.DNS_ACCOUNT)),
                DnsConfig.defaults(bridge, List.of(Objects.requireNonNull(IpAddress.parse(DNS))))
                        .withServers(
                                null,
                                null,
                                new InetSocketAddress(bridge.getAddress(), InitialObjects.DNS_METRICS_PORT)),
                new MetricRegistry());
        machine.in("node", () -> {
            proxy.start();
            dns.start();
            return 0;
        });
        objects.dnsAnswersAt(bridge.getAddress(), "n1");
    }

    @AfterEach
    void stop() throws Exception {
        dns.stop();
        proxy.stop();
        network.close();
        machine.close();
        server.stop();
        store.close();
        environment.close();
    }

    private static Cidr cidr(String text) {
        return Objects.requireNonNull(Cidr.parse(text));
    }

    private KubeClient admin() {
        return server.admin();
    }

    private Service service(String name, String protocol, int nodePort) throws Exception {
        return admin().of(CoreV1.SERVICES)
                .create(Service.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                        .withSpec(ServiceSpec.EMPTY
                                .withType(nodePort == 0 ? "ClusterIP" : "NodePort")
                                .withPorts(List.of(ServicePort.EMPTY
                                        .withName("p")
                                        .withProtocol(protocol)
                                        .withPort(80)
                                        .withNodePort(nodePort)
                                        .withTargetPort(IntOrString.of(8080))))));
    }

    private EndpointSlice slice(String service, String protocol, String address) {
        return EndpointSlice.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withNamespace("default")
                        .withName(service + "-1")
                        .withLabels(Map.of("kubernetes.io/service-name", service)))
                .withAddressType("IPv4")
                .withEndpoints(List.of(endpoint(address)))
                .withPorts(List.of(
                        EndpointPort.EMPTY.withName("p").withProtocol(protocol).withPort(8080)));
    }

    private static Endpoint endpoint(String address) {
        return Endpoint.EMPTY
                .withAddresses(List.of(address))
                .withConditions(new EndpointConditions(true, true, false))
                .withNodeName("n1");
    }

    private void await(String wanted, Callable<String> actual) throws Exception {
        Deadline deadline = Deadline.after(environment.ticker(), PATIENCE);
        String last = actual.call();
        while (!last.equals(wanted) && deadline.remaining().isPositive()) {
            environment.timers().sleep(Duration.ofMillis(50));
            last = actual.call();
        }
        assertThat(last).isEqualTo(wanted);
    }

    @Test
    void podsReachServicesByName() throws Exception {
        String client = machine.pod("client", cni);
        String web = machine.pod("web", cni);
        Service service = service("web", "TCP", 30080);
        admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("web", "TCP", web));
        // By name, as a program in a pod does; the answer is the pod's, and it sees the client's own address.
        await("web " + client, () -> machine.fetch("client", "http://web/", RESOLVER_FILE));
        assertThat(machine.fetch("client", "http://web.default/", RESOLVER_FILE))
                .isEqualTo("web " + client);
        assertThat(machine.fetch("client", "http://web.default.svc.cluster.local/", RESOLVER_FILE))
                .isEqualTo("web " + client);
        // Itself through its Service: from the bridge's address, as an answer to itself would never leave the pod.
        assertThat(machine.fetch("web", "http://web/", RESOLVER_FILE)).isEqualTo("web 10.42.0.1");
        // The node, by the Service's address and by its own port; the world, by the node's port.
        String url = "http://" + service.spec().clusterIP() + "/";
        assertThat(machine.fetch("node", url, RESOLVER_FILE)).isEqualTo("web 10.42.0.1");
        assertThat(machine.fetch("node", "http://web/", RESOLVER_FILE)).isEqualTo("web 10.42.0.1");
        assertThat(machine.fetch("node", "http://192.0.2.1:30080/", RESOLVER_FILE))
                .startsWith("web ");
        assertThat(machine.fetch("client", "http://192.0.2.1:30080/", RESOLVER_FILE))
                .startsWith("web ");
        assertThat(machine.fetch("world", "http://192.0.2.1:30080/", RESOLVER_FILE))
                .startsWith("web ");
        // A Service that is gone has no name.
        admin().of(CoreV1.SERVICES).delete(new ObjectKey("default", "web"));
        await("curl: (6) Could not resolve host: web", () -> machine.fetch("client", "http://web/", RESOLVER_FILE));
    }

    @Test
    void otherPeoplesResolversAreAnswered() throws Exception {
        machine.pod("client", cni);
        String web = machine.pod("web", cni);
        Service service = service("web", "TCP", 0);
        admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("web", "TCP", web));
        String name = "web.default.svc.cluster.local";
        await(service.spec().clusterIP(), () -> dig("+short", name));
        assertThat(machine.exec("client", "busybox", "nslookup", name, DNS))
                .contains("Server:\t\t" + DNS)
                .contains("Name:\t" + name)
                .contains("Address: " + service.spec().clusterIP());
        assertThat(machine.exec("client", "busybox", "nslookup", "none.default.svc.cluster.local", DNS))
                .contains("NXDOMAIN");
        assertThat(dig("+short", "+tcp", name)).isEqualTo(service.spec().clusterIP());
        assertThat(dig("+short", "SRV", "_p._tcp." + name)).isEqualTo("0 100 80 " + name + ".");
        assertThat(dig("+short", "-x", service.spec().clusterIP())).isEqualTo(name + ".");
        assertThat(dig("+short", "-x", web)).isEqualTo(web.replace('.', '-') + "." + name + ".");
        assertThat(dig("+short", "kube-dns.kube-system.svc.cluster.local")).isEqualTo(DNS);
        assertThat(dig("+short", "10-42-0-9.default.pod.cluster.local")).isEqualTo("10.42.0.9");
        assertThat(dig("+short", "TXT", "dns-version.cluster.local")).isEqualTo("\"1.1.0\"");
        assertThat(dig("+noall", "+comments", "+authority", "none.default.svc.cluster.local"))
                .contains("status: NXDOMAIN")
                .contains("flags: qr aa rd")
                .contains("SOA\tns.dns.cluster.local.");
        assertThat(machine.fetch("client", "http://kube-dns.kube-system:9153/metrics", RESOLVER_FILE))
                .contains("coredns_dns_requests_total{");
        assertThat(dig("+noall", "+comments", "www.example.org")).contains("status: REFUSED");
    }

    private String dig(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 4];
        command[0] = "dig";
        command[1] = "@" + DNS;
        command[2] = "+tries=1";
        command[3] = "+time=2";
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return machine.exec("client", command).strip();
    }

    @Test
    void datagramsFollowTheirService() throws Exception {
        String client = machine.pod("client", cni);
        String one = machine.pod("one", cni);
        String two = machine.pod("two", cni);
        Service service = service("echo", "UDP", 30081);
        String address = service.spec().clusterIP();
        // Asked before there is an endpoint: such a flow must not outlive the first endpoint.
        DatagramSocket socket = machine.datagrams("client");
        NodeNamespaces.ask(socket, address, 80);
        EndpointSlice slice = admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("echo", "UDP", one));
        await("one " + client, () -> NodeNamespaces.ask(socket, address, 80));
        DatagramSocket outside = machine.datagrams("world");
        await("one 10.42.0.1", () -> NodeNamespaces.ask(outside, "192.0.2.1", 30081));
        // The same ports go on to another pod when the one is gone.
        admin().of(DiscoveryV1.ENDPOINT_SLICES).update(slice.withEndpoints(List.of(endpoint(two))));
        await("two " + client, () -> NodeNamespaces.ask(socket, address, 80));
        await("two 10.42.0.1", () -> NodeNamespaces.ask(outside, "192.0.2.1", 30081));
    }

    @Test
    void podsReachTheNodeAndTheWorld() throws Exception {
        String client = machine.pod("client", cni);
        machine.listen("node", 8080);
        machine.listen("world", 8080);
        // As the API server's own Service leads to the node, and a Service without a selector anywhere.
        service("node", "TCP", 0);
        admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("node", "TCP", "192.0.2.1"));
        await("node " + client, () -> machine.fetch("client", "http://node/", RESOLVER_FILE));
        service("far", "TCP", 0);
        admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("far", "TCP", "192.0.2.2"));
        await("world 192.0.2.1", () -> machine.fetch("client", "http://far/", RESOLVER_FILE));
        assertThat(machine.fetch("client", "http://192.0.2.2:8080/", RESOLVER_FILE))
                .isEqualTo("world 192.0.2.1");
        assertThat(machine.fetch("node", "http://node/", RESOLVER_FILE)).startsWith("node ");
        // Without endpoints it is refused at once, not lost; so is a port that the Service does not have.
        service("empty", "TCP", 30082);
        await("refused", () -> refused("client", "http://empty/"));
        assertThat(refused("node", "http://empty/")).isEqualTo("refused");
        assertThat(refused("world", "http://192.0.2.1:30082/")).isEqualTo("refused");
        assertThat(refused("client", "http://node:81/")).isEqualTo("refused");
    }

    @Test
    void comesBackWhenSomebodyFlushedAllRules() throws Exception {
        String client = machine.pod("client", cni);
        String web = machine.pod("web", cni);
        machine.listen("world", 8080);
        service("web", "TCP", 0);
        admin().of(DiscoveryV1.ENDPOINT_SLICES).create(slice("web", "TCP", web));
        await("web " + client, () -> machine.fetch("client", "http://web/", RESOLVER_FILE));
        machine.exec("node", "nft", "flush", "ruleset");
        // As the network's own loop does it from time to time; the proxy's loop runs.
        machine.in("node", () -> network.apply(spec));
        await("web " + client, () -> machine.fetch("client", "http://web/", RESOLVER_FILE));
        assertThat(machine.fetch("client", "http://192.0.2.2:8080/", RESOLVER_FILE))
                .isEqualTo("world 192.0.2.1");
    }

    /// curl says 7 for a refusal, 28 for silence.
    private String refused(String from, String url) throws Exception {
        String said = machine.fetch(from, url, RESOLVER_FILE);
        return said.startsWith("curl: (7)") ? "refused" : said;
    }
}
