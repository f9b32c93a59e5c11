package io.djong.kubelet.pods;

import io.djong.api.meta.ObjectKey;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.WriteOptions;
import io.djong.client.events.EventSink;
import io.djong.client.informer.InformerFactory;
import io.djong.kubelet.cri.ExecSyncResponse;
import io.djong.kubelet.probes.Probes;
import io.djong.kubelet.status.StatusWriter;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Pod workers in virtual time, and everything around them: a real API server in this process, a runtime of data.
final class PodBench {
    static final String NODE = "node-1";

    interface Body {
        void run(PodBench bench) throws Exception;
    }

    final VirtualEnvironment environment;
    final KubeClient client;
    final FakeRuntime runtime;
    final FakeSurroundings surroundings = new FakeSurroundings();
    final AtomicInteger probeExit = new AtomicInteger();
    volatile List<String> pressures = List.of();
    MetricRegistry metrics = new MetricRegistry();

    @Nullable
    Running running;

    record Running(InformerFactory informers, StatusWriter writer, PodWorkers workers, EventSink events) {}

    PodBench(VirtualEnvironment environment, KubeClient client) {
        this.environment = environment;
        this.client = client;
        this.runtime = new FakeRuntime(environment);
    }

    void start() throws Exception {
        metrics = new MetricRegistry();
        var informers = new InformerFactory(environment, client);
        var mine = informers.informer(CoreV1.PODS, ListQuery.ALL.withFieldSelector("spec.nodeName=" + NODE));
        var desired = new AtomicReference<@Nullable DesiredPods>();
        var writer = new StatusWriter(environment, metrics, client, uid -> {
            var known = desired.get();
            return known == null ? null : known.object(uid);
        });
        var pods = new DesiredPods(mine, writer::get);
        desired.set(pods);
        var workers = new AtomicReference<@Nullable PodWorkers>();
        var sink = new EventSink("kubelet", environment, client.of(CoreV1.EVENTS));
        var events = sink.recorder("kubelet", NODE);
        var probes = new Probes(
                environment,
                (id, command, timeout) -> new ExecSyncResponse(new byte[0], new byte[] {'n', 'o'}, probeExit.get()),
                events,
                writer::get,
                uid -> {
                    var known = workers.get();
                    if (known != null) {
                        known.changed(uid);
                    }
                },
                metrics);
        var node = client.of(CoreV1.NODES).get("", NODE);
        var rooms = new PodRooms(
                pods,
                runtime,
                runtime,
                surroundings,
                probes,
                writer,
                new MirrorPods(client, () -> node),
                events,
                () -> null,
                () -> List.of("192.0.2.1"),
                () -> pressures);
        var loops = new PodWorkers(
                environment, metrics, rooms, mine, () -> node, this::newestNode, 10, Duration.ofMinutes(1));
        workers.set(loops);
        sink.start();
        writer.start();
        loops.start();
        informers.start();
        running = new Running(informers, writer, loops, sink);
    }

    private @Nullable Node newestNode() {
        try {
            return client.of(CoreV1.NODES).get("", NODE);
        } catch (ApiException | InterruptedException e) {
            return null;
        }
    }

    void stop() throws Exception {
        var now = running;
        if (now != null) {
            now.workers().stop();
            now.writer().stop();
            now.events().stop();
            now.informers().stop();
        }
    }

    void settle(int seconds) throws InterruptedException {
        environment.advance(Duration.ofSeconds(seconds));
    }

    void create(Pod pod) throws Exception {
        client.of(CoreV1.PODS).create(pod);
    }

    void patch(String name, String patch) throws Exception {
        client.of(CoreV1.PODS)
                .patch(new ObjectKey("default", name), PatchType.STRATEGIC, patch.getBytes(StandardCharsets.UTF_8));
    }

    void patchStatus(String name, String patch) throws Exception {
        client.of(CoreV1.PODS)
                .patch(
                        new ObjectKey("default", name),
                        "status",
                        PatchType.STRATEGIC,
                        patch.getBytes(StandardCharsets.UTF_8),
                        WriteOptions.NONE);
    }

    Pod pod(String name) throws Exception {
        return client.of(CoreV1.PODS).get("default", name);
    }

    boolean isGone(String name) throws Exception {
        try {
            pod(name);
            return false;
        } catch (ApiException e) {
            return e.isNotFound();
        }
    }

    void end(String uid, Ending ending) {
        var now = running;
        if (now != null) {
            now.workers().end(uid, ending);
        }
    }

    void delete(String name, @Nullable Long grace) throws Exception {
        client.of(CoreV1.PODS)
                .delete(new ObjectKey("default", name), DeleteOptions.EMPTY.withGracePeriodSeconds(grace));
    }

    List<String> events() throws Exception {
        return client.of(CoreV1.EVENTS).list(ListQuery.in("default")).items().stream()
                .map(e -> e.type() + " " + e.reason() + ": " + e.message())
                .toList();
    }

    static void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var store = new MemoryStore(environment);
                var server = new InProcessServer(environment, store, new MetricRegistry());
                server.start();
                var client = server.admin();
                var capacity = Map.of("cpu", Quantity.of("2"), "memory", Quantity.of("1Gi"), "pods", Quantity.of("10"));
                client.of(CoreV1.NODES)
                        .create(Node.EMPTY
                                .withMetadata(ObjectMeta.EMPTY.withName(NODE))
                                .withStatus(
                                        NodeStatus.EMPTY.withCapacity(capacity).withAllocatable(capacity)));
                client.of(CoreV1.SERVICE_ACCOUNTS)
                        .create(ServiceAccount.EMPTY.withMetadata(
                                ObjectMeta.EMPTY.withNamespace("default").withName("default")));
                var bench = new PodBench(environment, client);
                bench.start();
                body.run(bench);
                bench.stop();
                server.stop();
                store.close();
            });
        }
    }
}
