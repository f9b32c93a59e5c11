package io.djong.simulation.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.simulation.history.WriteHash;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNodesTest {
    private static final int PODS = 20;

    @Test
    void podsRunOnNodesThatAreOnlyData() throws Exception {
        assertThat(run(1)).isNotEmpty();
    }

    @Test
    void theSameSeedWritesTheSame() throws Exception {
        assertThat(run(7)).isEqualTo(run(7));
    }

    /// @return the hash of all writes
    private static String run(long seed) throws Exception {
        var hash = new String[1];
        try (var simulation = VirtualEnvironment.sealed(seed)) {
            simulation.run(() -> {
                var store = new MemoryStore(simulation);
                try (var writes = WriteHash.of(store)) {
                    var metrics = new MetricRegistry();
                    var server = new InProcessServer(simulation, store, metrics);
                    server.start();
                    var client = server.admin();
                    var nodes = new SimulatedNodes(simulation, client, metrics, NodeShape.DEFAULT, 3);
                    var binder = new FirstFitBinder(simulation, client, metrics);
                    nodes.start();
                    simulation.awaitIdle();
                    untaint(client);
                    binder.start();
                    createPods(client);
                    simulation.settle(Duration.ofMinutes(1));
                    assertThat(client.of(CoreV1.PODS)
                                    .list(ListQuery.in("default"))
                                    .items())
                            .hasSize(PODS)
                            .allMatch(pod -> pod.status().phase().equals("Running"));
                    client.of(CoreV1.PODS).delete(new ObjectKey("default", "p-0"));
                    simulation.settle(Duration.ofMinutes(2));
                    assertThat(client.of(CoreV1.PODS)
                                    .list(ListQuery.in("default"))
                                    .items())
                            .hasSize(PODS - 1);
                    binder.stop();
                    nodes.stop();
                    server.stop();
                    hash[0] = writes.value();
                }
                store.close();
            });
        }
        return hash[0];
    }

    private static void untaint(KubeClient client) throws Exception {
        for (var node : client.of(CoreV1.NODES).list(ListQuery.ALL).items()) {
            client.of(CoreV1.NODES).update(node.withSpec(node.spec().withTaints(List.of())));
        }
    }

    private static void createPods(KubeClient client) throws Exception {
        client.of(CoreV1.SERVICE_ACCOUNTS)
                .create(ServiceAccount.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName("default")));
        for (int i = 0; i < PODS; i++) {
            var meta = ObjectMeta.EMPTY.withNamespace("default").withName("p-" + i);
            var container = Container.EMPTY.withName("c").withImage("app:1");
            client.of(CoreV1.PODS)
                    .create(Pod.EMPTY.withMetadata(meta).withSpec(PodSpec.EMPTY.withContainers(List.of(container))));
        }
    }
}
