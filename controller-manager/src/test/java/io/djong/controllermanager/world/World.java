package io.djong.controllermanager.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.events.EventSink;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.controllermanager.context.ControllerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A simulated cluster: the fake API server, the controllers under test, and nodes that run every pod after a
/// while.
public final class World {
    /// Nothing may last longer than this in virtual time.
    private static final Duration SETTLE_MAX = Duration.ofMinutes(30);

    public final VirtualEnvironment environment;
    public final FakeKubeClient client;
    public final MetricRegistry metrics = new MetricRegistry();
    private final InformerFactory informers;
    private final List<Service> services = new ArrayList<>();
    private UnaryOperator<Pod> kubelet =
            pod -> Objects.ready(pod, pod.metadata().creationTimestamp());

    public World(VirtualEnvironment environment) {
        this.environment = environment;
        this.client = new FakeKubeClient(environment);
        this.informers = new InformerFactory(environment, client);
    }

    /// What runs in a world.
    public interface Body {
        void run(World world) throws Exception;
    }

    /// Runs the body in a fresh world, once for each of so many seeds.
    public static void simulate(int seeds, Body body) throws Exception {
        for (int seed = 0; seed < seeds; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(() -> body.run(new World(environment)));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// Adds a controller; all run from [#start] on.
    public World add(String component, Function<ControllerContext, Service> door) {
        var sink = new EventSink(component, environment, client.of(CoreV1.EVENTS));
        var context = new ControllerContext(environment, metrics, client, informers, sink.recorder(component, ""));
        services.add(sink);
        services.add(door.apply(context));
        return this;
    }

    /// Adds nodes: each pod gets a node, an address and what the kubelet says, one second after it was created; a
    /// pod that is being deleted goes.
    public World addNodes() {
        Informer<Pod> pods = informers.informer(CoreV1.PODS);
        var nodes = new Controller<>(
                        ControllerOptions.<ObjectKey>of("nodes", 4), environment, metrics, key -> run(pods, key))
                .waitFor(pods);
        pods.addHandler(new Handler<>() {
            @Override
            public void added(Pod pod, boolean initial) {
                nodes.queue().addAfter(ObjectKey.of(pod), Duration.ofSeconds(1));
            }

            @Override
            public void updated(Pod before, Pod after) {}

            @Override
            public void deleted(Pod last) {}
        });
        services.add(nodes);
        return this;
    }

    /// What becomes of a pod's status when it runs: ready, unless this says otherwise.
    public void onNode(UnaryOperator<Pod> behaviour) {
        kubelet = behaviour;
    }

    private Next run(Informer<Pod> pods, ObjectKey key) throws ApiException, InterruptedException {
        Pod pod = pods.lister().get(key);
        if (pod == null || !pod.status().podIP().isEmpty()) return Next.onChange();
        int host = environment.random().nextInt(1, 250);
        Pod running =
                Objects.withAddress(kubelet.apply(pod), "10.42." + Math.floorMod(key.hashCode(), 250) + "." + host);
        var podClient = client.of(CoreV1.PODS);
        Pod placed = podClient.update(pod.withSpec(pod.spec().withNodeName("node-" + host % 3)));
        podClient.updateStatus(placed.withStatus(running.status()));
        return Next.onChange();
    }

    public void start() throws Exception {
        for (Service service : services) service.start();
        informers.start();
        informers.awaitSynced();
    }

    /// Waits until only periodic work is left.
    public void settle() throws InterruptedException {
        assertThat(environment.settle(SETTLE_MAX)).as("settled").isTrue();
    }

    public <T extends KubeObject> T create(Resource<T> resource, T object) throws Exception {
        return client.of(resource).create(object);
    }

    public <T extends KubeObject> T get(Resource<T> resource, String name) throws Exception {
        return client.of(resource).get(resource.namespaced() ? Objects.NAMESPACE : "", name);
    }

    public <T extends KubeObject> List<T> all(Resource<T> resource) throws Exception {
        return client.of(resource).list(ListQuery.ALL).items();
    }

    /// Reads, changes and writes, as a user does.
    public <T extends KubeObject> T edit(Resource<T> resource, String name, UnaryOperator<T> change) throws Exception {
        return client.of(resource).update(change.apply(get(resource, name)));
    }

    /// The events so far, as `Type Reason message`, sorted.
    public List<String> events() throws Exception {
        return all(CoreV1.EVENTS).stream()
                .map(event -> event.type() + " " + event.reason() + " " + event.message())
                .sorted()
                .toList();
    }
}
