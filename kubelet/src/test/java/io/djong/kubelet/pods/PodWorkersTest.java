package io.djong.kubelet.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.events.EventSink;
import io.djong.client.informer.InformerFactory;
import io.djong.kubelet.cri.ExecSyncResponse;
import io.djong.kubelet.probes.Probes;
import io.djong.kubelet.status.StatusWriter;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pod workers in virtual time: a real API server in this process, a runtime of data.
class PodWorkersTest {
    private static final String NODE = "node-1";

    private interface Body {
        void run(Bench bench) throws Exception;
    }

    /// Everything around the workers.
    private static final class Bench {
        final VirtualEnvironment environment;
        final KubeClient client;
        final FakeRuntime runtime;
        final FakeSurroundings surroundings = new FakeSurroundings();
        final AtomicInteger probeExit = new AtomicInteger();

        @Nullable
        Running running;

        private record Running(InformerFactory informers, StatusWriter writer, PodWorkers workers, EventSink events) {}

        Bench(VirtualEnvironment environment, KubeClient client) {
            this.environment = environment;
            this.client = client;
            this.runtime = new FakeRuntime(environment);
        }

        void start() throws Exception {
            var metrics = new MetricRegistry();
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
                    });
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
                    () -> List.of("192.0.2.1"));
            var loops = new PodWorkers(environment, metrics, rooms, mine, () -> node, 10, Duration.ofMinutes(1));
            workers.set(loops);
            sink.start();
            writer.start();
            loops.start();
            informers.start();
            running = new Running(informers, writer, loops, sink);
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

        void delete(String name, @Nullable Long grace) throws Exception {
            client.of(CoreV1.PODS)
                    .delete(new ObjectKey("default", name), DeleteOptions.EMPTY.withGracePeriodSeconds(grace));
        }

        List<String> events() throws Exception {
            return client.of(CoreV1.EVENTS).list(ListQuery.in("default")).items().stream()
                    .map(e -> e.type() + " " + e.reason() + ": " + e.message())
                    .toList();
        }
    }

    private static void simulate(Body body) throws Exception {
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
                var bench = new Bench(environment, client);
                bench.start();
                body.run(bench);
                bench.stop();
                server.stop();
                store.close();
            });
        }
    }

    private static Pod pod(String name) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withSpec(PodSpec.EMPTY
                        .withNodeName(NODE)
                        .withRestartPolicy("Always")
                        .withContainers(List.of(Container.EMPTY.withName("main").withImage("image"))));
    }

    private static String ready(Pod pod) {
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals("Ready")) {
                return condition.status();
            }
        }
        return "";
    }

    @Test
    void aPodStartsAtOnceAndItsStatusIsWrittenAtOnce() throws Exception {
        simulate(bench -> {
            bench.create(pod("web"));
            bench.environment.awaitIdle();

            var web = bench.pod("web");
            assertThat(web.status().phase()).isEqualTo("Running");
            assertThat(ready(web)).isEqualTo("True");
            assertThat(web.status().podIP()).startsWith("10.0.0.");
            assertThat(web.status().hostIP()).isEqualTo("192.0.2.1");
            assertThat(web.status().conditions())
                    .extracting(c -> c.type())
                    .contains("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");
        });
    }

    @Test
    void aDeletedPodIsGoneWhenItsContainersAre() throws Exception {
        simulate(bench -> {
            bench.runtime.ending(Duration.ofSeconds(5));
            bench.create(pod("web"));
            bench.settle(1);
            bench.delete("web", null);
            bench.settle(3);
            assertThat(bench.isGone("web")).isFalse();

            bench.settle(3);

            assertThat(bench.isGone("web")).isTrue();
            assertThat(bench.runtime.calls()).containsExactly("start web/main", "kill web in 30s", "forget");
            assertThat(bench.surroundings.removed()).isNotEmpty();
        });
    }

    @Test
    void aShorterGracePeriodCutsTheLongerOneShort() throws Exception {
        simulate(bench -> {
            bench.runtime.ending(Duration.ofMinutes(10));
            bench.create(pod("web"));
            bench.settle(1);
            bench.delete("web", 300L);
            bench.settle(10);
            bench.delete("web", 2L);
            bench.settle(3);

            assertThat(bench.runtime.calls())
                    .containsExactly("start web/main", "kill web in 300s", "kill web in 2s", "forget");
            assertThat(bench.isGone("web")).isTrue();
        });
    }

    @Test
    void aPodThatIsDeletedWhileItStartsIsNotStarted() throws Exception {
        simulate(bench -> {
            bench.runtime.starting(Duration.ofMinutes(5));
            bench.create(pod("slow"));
            bench.settle(10);
            bench.delete("slow", null);
            bench.settle(2);

            assertThat(bench.isGone("slow")).isTrue();
            assertThat(bench.runtime.calls()).containsExactly("start slow/main", "forget");
        });
    }

    @Test
    void aPodThatIsTakenFromTheServerByForceIsEndedAllTheSame() throws Exception {
        simulate(bench -> {
            bench.create(pod("web"));
            bench.settle(1);
            bench.delete("web", 0L);
            bench.settle(2);

            assertThat(bench.runtime.calls()).containsExactly("start web/main", "kill web in 30s", "forget");
        });
    }

    @Test
    void aRestartedKubeletKeepsWhatRuns() throws Exception {
        simulate(bench -> {
            bench.create(pod("web"));
            bench.settle(1);
            var before = bench.pod("web");

            bench.stop();
            bench.start();
            bench.settle(5);

            assertThat(bench.pod("web").status()).isEqualTo(before.status());
            assertThat(bench.runtime.calls()).containsExactly("start web/main");
        });
    }

    @Test
    void whatTheServerForgotWhileNobodyLookedIsEnded() throws Exception {
        simulate(bench -> {
            bench.create(pod("web"));
            bench.settle(1);
            bench.stop();
            bench.delete("web", 0L);
            bench.start();
            bench.settle(5);

            assertThat(bench.runtime.calls()).containsExactly("start web/main", "kill web in 1s", "forget");
        });
    }

    @Test
    void aPodWhoseContainersEndSucceeds() throws Exception {
        simulate(bench -> {
            bench.create(pod("job").withSpec(pod("job").spec().withRestartPolicy("OnFailure")));
            bench.settle(1);
            var uid = bench.pod("job").metadata().uid();
            bench.runtime.exit(uid, "main", 3);
            bench.settle(1);
            assertThat(bench.pod("job").status().containerStatuses().getFirst().restartCount())
                    .isEqualTo(1);
            bench.runtime.exit(uid, "main", 0);
            bench.settle(1);

            var job = bench.pod("job");
            assertThat(job.status().phase()).isEqualTo("Succeeded");
            assertThat(ready(job)).isEqualTo("False");
            assertThat(job.status().conditions())
                    .filteredOn(c -> c.type().equals("Ready"))
                    .extracting(c -> c.reason())
                    .containsExactly("PodCompleted");
        });
    }

    @Test
    void aPodHasUntilItsDeadline() throws Exception {
        simulate(bench -> {
            bench.create(pod("late").withSpec(pod("late").spec().withActiveDeadlineSeconds(20L)));
            bench.settle(15);
            assertThat(bench.pod("late").status().phase()).isEqualTo("Running");
            bench.settle(10);

            var late = bench.pod("late");
            assertThat(late.status().phase()).isEqualTo("Failed");
            assertThat(late.status().reason()).isEqualTo("DeadlineExceeded");
            assertThat(late.status().message())
                    .isEqualTo("Pod was active on the node longer than the specified deadline");
        });
    }

    @Test
    void whatDoesNotFitFails() throws Exception {
        simulate(bench -> {
            var resources = ResourceRequirements.EMPTY.withRequests(Map.of("cpu", Quantity.of("1500m")));
            var container = Container.EMPTY.withName("main").withImage("image").withResources(resources);
            bench.create(pod("first").withSpec(pod("first").spec().withContainers(List.of(container))));
            bench.settle(1);
            bench.create(pod("second").withSpec(pod("second").spec().withContainers(List.of(container))));
            bench.settle(1);

            var second = bench.pod("second");
            var message = "Node didn't have enough resource: cpu, requested: 1500, used: 1500, capacity: 2000";
            assertThat(second.status().phase()).isEqualTo("Failed");
            assertThat(second.status().reason()).isEqualTo("OutOfcpu");
            assertThat(second.status().message()).isEqualTo("Pod was rejected: " + message);
            assertThat(bench.events()).contains("Warning OutOfcpu: " + message);

            bench.delete("second", null);
            bench.settle(1);
            assertThat(bench.isGone("second")).isTrue();
            bench.delete("first", 1L);
            bench.settle(3);
            bench.create(pod("third").withSpec(pod("third").spec().withContainers(List.of(container))));
            bench.settle(1);
            assertThat(bench.pod("third").status().phase()).isEqualTo("Running");
        });
    }

    @Test
    void aPodWaitsForWhatItNeeds() throws Exception {
        simulate(bench -> {
            bench.surroundings.missing("configmap \"x\" not found");
            bench.create(pod("web"));
            bench.settle(5);
            var waiting = bench.pod("web")
                    .status()
                    .containerStatuses()
                    .getFirst()
                    .state()
                    .waiting();
            assertThat(waiting).isNotNull();
            assertThat(waiting.reason()).isEqualTo("ContainerCreating");
            bench.surroundings.missing("");
            bench.settle(12);
            assertThat(bench.pod("web").status().phase()).isEqualTo("Running");
        });
    }

    @Test
    void aReadinessProbeDecidesAndALivenessProbeRestarts() throws Exception {
        simulate(bench -> {
            var probe = Probe.EMPTY
                    .withExec(new ExecAction(List.of("test")))
                    .withPeriodSeconds(5)
                    .withFailureThreshold(2);
            var container = Container.EMPTY
                    .withName("main")
                    .withImage("image")
                    .withReadinessProbe(probe)
                    .withLivenessProbe(probe.withInitialDelaySeconds(60));
            bench.probeExit.set(1);
            bench.create(pod("web").withSpec(pod("web").spec().withContainers(List.of(container))));
            bench.settle(20);
            assertThat(ready(bench.pod("web"))).isEqualTo("False");
            bench.probeExit.set(0);
            bench.settle(6);
            assertThat(ready(bench.pod("web"))).isEqualTo("True");
            bench.probeExit.set(1);
            bench.settle(60);

            var status = bench.pod("web").status().containerStatuses().getFirst();
            assertThat(status.restartCount()).isEqualTo(1);
            assertThat(bench.events())
                    .contains("Warning Unhealthy: Readiness probe failed: no")
                    .contains("Warning Unhealthy: Liveness probe failed: no");
        });
    }
}
