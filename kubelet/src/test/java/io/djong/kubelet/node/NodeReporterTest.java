package io.djong.kubelet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// A node in virtual time, on a machine of data.
class NodeReporterTest {
    private static final Machine MACHINE = new Machine(
            "m",
            "u",
            "b",
            "6.1.0",
            "Debian",
            "amd64",
            4,
            8L << 30,
            0,
            new TreeMap<>(),
            100L << 30,
            List.of("192.0.2.7", "2001:db8::7"),
            "machine");

    /// A runtime that can be made ill.
    private static final class FakeRuntime implements NodeRuntime {
        private volatile List<String> problems = List.of("container runtime is down");
        private volatile List<Image> images = List.of();

        @Override
        public Report report() {
            return new Report("containerd://1.7.27", problems, null, List.of());
        }

        @Override
        public List<Image> images() {
            return images;
        }
    }

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile List<String> pressures = List.of();

    private static NodeCondition ready(Node node) {
        return node.status().conditions().stream()
                .filter(c -> c.type().equals("Ready"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void registersReportsAndRenews() throws Exception {
        try (var environment = VirtualEnvironment.sealed(3)) {
            environment.run(() -> {
                var store = new MemoryStore(environment);
                var server = new InProcessServer(environment, store, new MetricRegistry());
                server.start();
                var client = server.admin();
                var nodes = client.of(CoreV1.NODES);
                var config = NodeConfig.defaults("node-1");
                var runtime = new FakeRuntime();
                var reporter = new NodeReporter(
                        environment,
                        client,
                        config,
                        () -> MACHINE,
                        runtime,
                        () -> pressures,
                        (about, type, reason, message) -> told.add(type + " " + reason + " " + message));
                var lease = new NodeLease(environment, client, config);
                reporter.start();
                lease.start();
                environment.advance(Duration.ofSeconds(1));

                var node = nodes.get("", "node-1");
                assertThat(ready(node).status()).isEqualTo("False");
                assertThat(ready(node).reason()).isEqualTo("KubeletNotReady");
                assertThat(ready(node).message()).isEqualTo("container runtime is down");
                assertThat(node.metadata().labels())
                        .containsEntry("kubernetes.io/hostname", "node-1")
                        .containsEntry("kubernetes.io/arch", "amd64");
                assertThat(node.status().addresses())
                        .extracting(a -> a.type() + " " + a.address())
                        .containsExactly("InternalIP 192.0.2.7", "Hostname node-1");
                assertThat(node.status().capacity().get("memory")).hasToString("8Gi");
                assertThat(node.status().allocatable().get("memory")).hasToString("8092Mi");
                assertThat(node.status().allocatable().get("pods")).hasToString("110");
                assertThat(node.status().nodeInfo().containerRuntimeVersion()).isEqualTo("containerd://1.7.27");

                runtime.problems = List.of();
                runtime.images = List.of(
                        new NodeRuntime.Image(List.of("small:1"), 1), new NodeRuntime.Image(List.of("big:1"), 2));
                environment.advance(Duration.ofMillis(200));
                node = nodes.get("", "node-1");
                assertThat(ready(node).status()).isEqualTo("True");
                assertThat(ready(node).message()).isEqualTo("kubelet is posting ready status");
                assertThat(node.status().images())
                        .extracting(i -> i.names().getFirst())
                        .containsExactly("big:1", "small:1");

                assertThat(told)
                        .containsExactly(
                                "Normal Starting Starting kubelet.",
                                "Normal NodeHasSufficientMemory Node node-1 status is now: NodeHasSufficientMemory",
                                "Normal NodeHasNoDiskPressure Node node-1 status is now: NodeHasNoDiskPressure",
                                "Normal NodeHasSufficientPID Node node-1 status is now: NodeHasSufficientPID",
                                "Normal NodeReady Node node-1 status is now: NodeReady");

                var version = node.metadata().resourceVersion();
                var renewed = client.of(CoordinationV1.LEASES)
                        .get("kube-node-lease", "node-1")
                        .spec()
                        .renewTime();
                environment.advance(Duration.ofMinutes(2));
                assertThat(nodes.get("", "node-1").metadata().resourceVersion()).isEqualTo(version);
                assertThat(client.of(CoordinationV1.LEASES)
                                .get("kube-node-lease", "node-1")
                                .spec()
                                .renewTime())
                        .isAfter(renewed);

                environment.advance(Duration.ofMinutes(4));
                assertThat(nodes.get("", "node-1").metadata().resourceVersion()).isNotEqualTo(version);
                told.clear();
                pressures = List.of("DiskPressure");
                nodes.update(nodes.get("", "node-1")
                        .withSpec(nodes.get("", "node-1").spec().withUnschedulable(true)));
                environment.advance(Duration.ofSeconds(11));
                assertThat(nodes.get("", "node-1").status().conditions())
                        .extracting(c -> c.type() + " " + c.status() + " " + c.reason() + " " + c.message())
                        .contains("DiskPressure True KubeletHasDiskPressure kubelet has disk pressure")
                        .contains("MemoryPressure False KubeletHasSufficientMemory kubelet has sufficient memory"
                                + " available");
                assertThat(told)
                        .containsExactly(
                                "Normal NodeHasDiskPressure Node node-1 status is now: NodeHasDiskPressure",
                                "Normal NodeNotSchedulable Node node-1 status is now: NodeNotSchedulable");
                lease.stop();
                reporter.stop();
                server.stop();
                store.close();
            });
        }
    }
}
