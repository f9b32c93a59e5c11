package io.djong.proxy;

import static io.djong.proxy.Literals.cidr;
import static io.djong.proxy.Literals.endpoint;
import static io.djong.proxy.Literals.service;
import static io.djong.proxy.Literals.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.informer.Index;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.proxy.health.NodePortHealth;
import io.djong.proxy.health.ProxyHealth;
import io.djong.proxy.nftables.TestNode;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The loop's run on real rules, in namespaces; what it reads is made by hand.
@EnabledIf("isRoot")
class ProxyReconcilerTest {
    private final Environment environment = RealEnvironment.create();
    private final ProxyConfig config = ProxyConfig.defaults("n1", List.of(cidr("10.42.0.0/16")));
    private final DirtyServices dirty = new DirtyServices();
    private final MetricRegistry registry = new MetricRegistry();
    private final ProxyMetrics metrics = new ProxyMetrics(registry);
    private TestNode node;
    private FamilyProxy family;

    static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @BeforeEach
    void setUp() throws Exception {
        node = new TestNode();
        node.pod("client", "10.42.0.10");
        node.pod("a", "10.42.0.11");
        node.pod("b", "10.42.0.12");
        family = node.in("node", () -> FamilyProxy.open(config, false));
    }

    @AfterEach
    void tearDown() throws Exception {
        family.close();
        node.close();
    }

    @Test
    void udpFollowsItsEndpointsThoughTheConnectionIsRemembered() throws Exception {
        Service dns = service("dns", "10.43.0.10", "UDP", 53);
        run(List.of(dns), List.of(slice(dns, "UDP", 8080, endpoint("10.42.0.11", "n1"))), dns);
        DatagramSocket socket = node.datagrams("client");
        assertThat(TestNode.ask(socket, "10.43.0.10", 53)).isEqualTo("a 10.42.0.10");
        run(
                List.of(dns),
                List.of(slice(
                        dns,
                        "UDP",
                        8080,
                        endpoint("10.42.0.11", "n1", false, true, true),
                        endpoint("10.42.0.12", "n1"))),
                dns);
        assertThat(TestNode.ask(socket, "10.43.0.10", 53)).isEqualTo("a 10.42.0.10");
        run(List.of(dns), List.of(slice(dns, "UDP", 8080, endpoint("10.42.0.12", "n1"))), dns);
        assertThat(TestNode.ask(socket, "10.43.0.10", 53)).isEqualTo("b 10.42.0.10");
        assertThat(PrometheusText.write(registry))
                .contains("kubeproxy_conntrack_reconciler_deleted_entries_total{ip_family=\"IPv4\"} 1");
        run(List.of(), List.of(), dns);
        assertThat(TestNode.ask(socket, "10.43.0.10", 53)).isEqualTo("timeout");
    }

    @Test
    void aServiceOfTypeNodePortAnswersOnTheNodesAddressOnceTheNodeIsKnown() throws Exception {
        Service web = Literals.nodePort(service("web", "10.43.0.5", "TCP", 80), 30080);
        EndpointSlice slice = slice(web, "TCP", 8080, endpoint("10.42.0.11", "n1"));
        assertThat(run(List.of(web), List.of(slice), List.of(), web)).isEqualTo(Next.onChange());
        assertThat(node.ask("world", "192.0.2.1", 30080)).isEqualTo("refused");
        Node self = Node.EMPTY
                .withMetadata(Node.EMPTY.metadata().withName("n1"))
                .withStatus(Node.EMPTY.status().withAddresses(List.of(new NodeAddress("InternalIP", "192.0.2.1"))));
        run(List.of(web), List.of(slice), List.of(self));
        assertThat(node.ask("world", "192.0.2.1", 30080)).isEqualTo("a 10.42.0.1");
        assertThat(PrometheusText.write(registry))
                .contains("kubeproxy_sync_partial_proxy_rules_duration_seconds_count{ip_family=\"IPv4\"} 1");
    }

    private void run(List<Service> services, List<EndpointSlice> slices, Service changed) throws Exception {
        run(services, slices, List.of(), changed);
    }

    private Next run(List<Service> services, List<EndpointSlice> slices, List<Node> nodes, KubeObject... changed)
            throws Exception {
        for (KubeObject object : changed) {
            dirty.service(ObjectKey.of(object));
        }
        Index<EndpointSlice> byService = new Index<>(
                ProxyReconciler.BY_SERVICE,
                s -> Set.of("default/" + s.metadata().labels().get("kubernetes.io/service-name")));
        ProxyReconciler.ProxyView view = new ProxyReconciler.ProxyView(
                Lister.of(services), Lister.of(slices, byService), Lister.of(nodes), List::of);
        ProxyReconciler reconciler = new ProxyReconciler(
                environment,
                config,
                view,
                dirty,
                List.of(family),
                new ProxyHealth(environment.clock(), Duration.ofMinutes(1)),
                new NodePortHealth(environment, () -> true),
                metrics);
        return reconciler.reconcile(ProxyReconciler.Sync.SYNC);
    }
}
