package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentSpec;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.simulation.history.WriteHash;
import io.djong.simulation.nodes.NodeShape;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Control loops in virtual time: no sleeps, no real clock, the same outcome from every seed.
class SimulatedClusterTest {
    private static final int NODES = 10;
    private static final ObjectKey WEB = new ObjectKey("demo", "web");

    /// What a test does with a running cluster.
    private interface Body {
        void run(VirtualEnvironment simulation, SimulatedCluster cluster) throws Exception;
    }

    @Test
    void aDeploymentOfAHundredPodsBecomesReady() throws Exception {
        simulate(1, (simulation, cluster) -> {
            deploy(cluster.client(), 100);
            simulation.settle(Duration.ofMinutes(5));
            var deployment = cluster.client().of(AppsV1.DEPLOYMENTS).get(WEB);
            assertThat(deployment.status().readyReplicas()).isEqualTo(100);
            assertThat(deployment.status().observedGeneration())
                    .isEqualTo(deployment.metadata().generation());
            assertThat(podsOf(cluster.client())).isEqualTo(100);
        });
    }

    @Test
    void anUpdateReplacesEveryPodAndScalingDownLeavesNoneTooMany() throws Exception {
        simulate(2, (simulation, cluster) -> {
            var client = cluster.client();
            deploy(client, 10);
            simulation.settle(Duration.ofMinutes(5));
            var deployments = client.of(AppsV1.DEPLOYMENTS);
            var first = deployments.get(WEB);
            deployments.update(first.withSpec(first.spec().withTemplate(template("app:2"))));
            simulation.settle(Duration.ofMinutes(5));
            assertThat(client.of(CoreV1.PODS).list(ListQuery.in("demo")).items())
                    .hasSize(10)
                    .allMatch(pod -> pod.spec().containers().getFirst().image().equals("app:2"));
            var second = deployments.get(WEB);
            deployments.update(second.withSpec(second.spec().withReplicas(3)));
            simulation.settle(Duration.ofMinutes(5));
            assertThat(podsOf(client)).isEqualTo(3);
        });
    }

    @Test
    void deletingTheNamespaceTakesEverythingInItAway() throws Exception {
        simulate(3, (simulation, cluster) -> {
            var client = cluster.client();
            deploy(client, 5);
            simulation.settle(Duration.ofMinutes(5));
            client.of(CoreV1.NAMESPACES).delete(new ObjectKey("", "demo"));
            simulation.settle(Duration.ofMinutes(10));
            assertThat(podsOf(client)).isZero();
            assertThat(client.of(AppsV1.REPLICA_SETS).list(ListQuery.in("demo")).items())
                    .isEmpty();
            assertThat(client.of(CoreV1.NAMESPACES).list(ListQuery.ALL).items())
                    .noneMatch(namespace -> namespace.metadata().name().equals("demo"));
        });
    }

    @Test
    void everySeedEndsInTheSameHealthyState() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            simulate(seed, (simulation, cluster) -> {
                deploy(cluster.client(), 12);
                simulation.settle(Duration.ofMinutes(5));
                assertThat(cluster.client()
                                .of(AppsV1.DEPLOYMENTS)
                                .get(WEB)
                                .status()
                                .readyReplicas())
                        .as("seed %d", simulation.seed())
                        .isEqualTo(12);
            });
        }
    }

    @Test
    void theSameSeedWritesTheSame() throws Exception {
        assertThat(hash(5)).isEqualTo(hash(5));
    }

    private static String hash(long seed) throws Exception {
        return simulate(seed, (simulation, cluster) -> {
            deploy(cluster.client(), 7);
            simulation.settle(Duration.ofMinutes(5));
        });
    }

    /// @return the hash of all writes
    private static String simulate(long seed, Body body) throws Exception {
        var hash = new String[1];
        try (var simulation = VirtualEnvironment.sealed(seed)) {
            simulation.run(() -> {
                var store = new MemoryStore(simulation);
                try (var writes = WriteHash.of(store)) {
                    var cluster = new SimulatedCluster(simulation, store, NodeShape.DEFAULT, NODES);
                    cluster.start();
                    untaint(cluster.client());
                    body.run(simulation, cluster);
                    cluster.stop();
                    hash[0] = writes.value();
                }
                store.close();
            });
        }
        return hash[0];
    }

    /// What the node lifecycle controller will do.
    private static void untaint(KubeClient client) throws ApiException, InterruptedException {
        var nodes = client.of(CoreV1.NODES);
        for (var node : nodes.list(ListQuery.ALL).items()) {
            nodes.update(node.withSpec(node.spec().withTaints(List.of())));
        }
    }

    private static void deploy(KubeClient client, int replicas) throws ApiException, InterruptedException {
        client.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(WEB.namespace())));
        var meta = ObjectMeta.EMPTY.withNamespace(WEB.namespace()).withName(WEB.name());
        var spec = DeploymentSpec.EMPTY
                .withReplicas(replicas)
                .withSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", "web")))
                .withTemplate(template("app:1"));
        client.of(AppsV1.DEPLOYMENTS).create(Deployment.EMPTY.withMetadata(meta).withSpec(spec));
    }

    private static PodTemplateSpec template(String image) {
        var container = Container.EMPTY.withName("web").withImage(image);
        return new PodTemplateSpec(
                ObjectMeta.EMPTY.withLabels(Map.of("app", "web")), PodSpec.EMPTY.withContainers(List.of(container)));
    }

    private static int podsOf(KubeClient client) throws ApiException, InterruptedException {
        return client.of(CoreV1.PODS).list(ListQuery.in("demo")).items().size();
    }
}
