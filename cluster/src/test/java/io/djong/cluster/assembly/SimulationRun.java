package io.djong.cluster.assembly;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentSpec;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.RealEnvironment;
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
import java.util.function.BiFunction;

/// One cluster in virtual time, from its start to its end, and what its tests do with it.
record SimulationRun(VirtualEnvironment simulation, SimulatedCluster cluster) {
    static final int NODES = 10;
    static final ObjectKey WEB = new ObjectKey("demo", "web");
    private static final System.Logger LOG = System.getLogger(SimulationRun.class.getName());

    /// What a test does with a running cluster.
    interface Body {
        void run(SimulationRun run) throws Exception;
    }

    /// Makes a cluster that is not started.
    interface Assembly extends BiFunction<VirtualEnvironment, MemoryStore, SimulatedCluster> {}

    /// Says in the log how much real time the virtual took.
    ///
    /// @return the hash of all writes
    static String of(long seed, Body body) throws Exception {
        return of(seed, (simulation, store) -> new SimulatedCluster(simulation, store, NodeShape.DEFAULT, NODES), body);
    }

    static String of(long seed, Assembly assembly, Body body) throws Exception {
        var hash = new String[1];
        try (var real = RealEnvironment.create();
                var simulation = VirtualEnvironment.sealed(seed)) {
            long start = real.ticker().nanos();
            simulation.run(() -> hash[0] = inside(simulation, assembly, body));
            var spent = Duration.ofNanos(real.ticker().nanos() - start);
            var simulated = Duration.between(VirtualEnvironment.BEGINNING, simulation.now());
            LOG.log(
                    System.Logger.Level.INFO,
                    "seed {0}: {1} of virtual time in {2} ms",
                    seed,
                    simulated,
                    spent.toMillis());
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        return hash[0];
    }

    private static String inside(VirtualEnvironment simulation, Assembly assembly, Body body) throws Exception {
        try (var store = new MemoryStore(simulation);
                var writes = WriteHash.of(store)) {
            var cluster = assembly.apply(simulation, store);
            cluster.start();
            simulation.settle(Duration.ofSeconds(20));
            body.run(new SimulationRun(simulation, cluster));
            cluster.stop();
            return writes.value();
        }
    }

    KubeClient client() {
        return cluster.client();
    }

    void settle(Duration limit) throws InterruptedException {
        simulation.settle(limit);
    }

    Deployment web() throws ApiException, InterruptedException {
        return client().of(AppsV1.DEPLOYMENTS).get(WEB);
    }

    List<Pod> pods() throws ApiException, InterruptedException {
        return client().of(CoreV1.PODS).list(ListQuery.in(WEB.namespace())).items();
    }

    List<Pod> podsOn(String node) throws ApiException, InterruptedException {
        return pods().stream().filter(pod -> pod.spec().nodeName().equals(node)).toList();
    }

    Node node(String name) throws ApiException, InterruptedException {
        return client().of(CoreV1.NODES).get("", name);
    }

    /// Creates the namespace and the Deployment `web` in it.
    void deploy(int replicas) throws ApiException, InterruptedException {
        deploy(client(), replicas);
    }

    static void deploy(KubeClient client, int replicas) throws ApiException, InterruptedException {
        client.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(WEB.namespace())));
        var meta = ObjectMeta.EMPTY.withNamespace(WEB.namespace()).withName(WEB.name());
        var spec = DeploymentSpec.EMPTY
                .withReplicas(replicas)
                .withSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", "web")))
                .withTemplate(template("app:1"));
        client.of(AppsV1.DEPLOYMENTS).create(Deployment.EMPTY.withMetadata(meta).withSpec(spec));
    }

    static PodTemplateSpec template(String image) {
        var container = Container.EMPTY.withName("web").withImage(image);
        return new PodTemplateSpec(
                ObjectMeta.EMPTY.withLabels(Map.of("app", "web")), PodSpec.EMPTY.withContainers(List.of(container)));
    }
}
