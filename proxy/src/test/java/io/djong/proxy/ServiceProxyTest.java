package io.djong.proxy;

import static io.djong.proxy.Literals.cidr;
import static io.djong.proxy.Literals.endpoint;
import static io.djong.proxy.Literals.service;
import static io.djong.proxy.Literals.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.apiserver.authentication.User;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Deadline;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.proxy.nftables.TestNode;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The whole component against a real API server in this process, as the user that it is, on real rules.
@EnabledIf("isRoot")
class ServiceProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    void followsServicesSlicesAndItsNode() throws Exception {
        try (RealEnvironment environment = RealEnvironment.create();
                MemoryStore store = new MemoryStore(environment)) {
            InProcessServer server = new InProcessServer(environment, store, new MetricRegistry());
            server.start();
            TestNode node = new TestNode();
            try {
                node.pod("client", "10.42.0.10");
                node.pod("a", "10.42.0.11");
                node.pod("b", "10.42.0.12");
                follow(environment, server, node);
            } finally {
                node.close();
                server.stop();
            }
        }
    }

    private static void follow(RealEnvironment environment, InProcessServer server, TestNode node) throws Exception {
        KubeClient admin = server.admin();
        KubeClient own = server.client(User.of("system:kube-proxy", User.AUTHENTICATED_GROUP));
        MetricRegistry metrics = new MetricRegistry();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ProxyConfig config =
                ProxyConfig.defaults("n1", List.of(cidr("10.42.0.0/16"))).withServers(any, any);
        ServiceProxy proxy = new ServiceProxy(environment, own, metrics, config);
        node.in("node", () -> {
            proxy.start();
            return 0;
        });
        Service asked = Literals.nodePort(service("web", "", "TCP", 80), 30080);
        Service web =
                admin.of(CoreV1.SERVICES).create(asked.withSpec(asked.spec().withClusterIPs(List.of())));
        String address = web.spec().clusterIP();
        EndpointSlice slice =
                admin.of(DiscoveryV1.ENDPOINT_SLICES).create(slice(web, "TCP", 8080, endpoint("10.42.0.11", "n1")));
        await(environment, "a 10.42.0.10", () -> node.ask("client", address, 80));
        Node self = admin.of(CoreV1.NODES)
                .create(Node.EMPTY.withMetadata(Node.EMPTY.metadata().withName("n1")));
        admin.of(CoreV1.NODES)
                .updateStatus(self.withStatus(
                        self.status().withAddresses(List.of(new NodeAddress("InternalIP", "192.0.2.1")))));
        await(environment, "a 10.42.0.1", () -> node.ask("world", "192.0.2.1", 30080));
        admin.of(DiscoveryV1.ENDPOINT_SLICES).update(slice.withEndpoints(List.of(endpoint("10.42.0.12", "n1"))));
        await(environment, "b 10.42.0.10", () -> node.ask("client", address, 80));
        assertThat(PrometheusText.write(metrics))
                .contains("kubeproxy_sync_proxy_rules_service_changes_total{ip_family=\"IPv4\"} ")
                .contains("kubeproxy_sync_proxy_rules_last_timestamp_seconds{ip_family=\"IPv4\"}");
        proxy.stop();
        assertThat(node.ask("client", address, 80)).isEqualTo("b 10.42.0.10");

        ServiceProxy next = new ServiceProxy(environment, own, new MetricRegistry(), config);
        node.in("node", () -> {
            next.start();
            return 0;
        });
        admin.of(CoreV1.SERVICES).delete(new ObjectKey("default", "web"));
        await(
                environment,
                "refused or lost",
                () -> node.ask("client", address, 80).startsWith("b") ? "b" : "refused or lost");
        next.stop();
        node.in("node", () -> {
            ServiceProxy.cleanUp();
            return 0;
        });
        assertThat(node.exec("node", "nft", "list", "ruleset")).isEmpty();
    }

    private static void await(RealEnvironment environment, String wanted, Callable<String> actual) throws Exception {
        Deadline deadline = Deadline.after(environment.ticker(), PATIENCE);
        String last = actual.call();
        while (!last.equals(wanted) && deadline.remaining().isPositive()) {
            environment.timers().sleep(Duration.ofMillis(20));
            last = actual.call();
        }
        assertThat(last).isEqualTo(wanted);
    }
}
