package io.djong.scheduler;

import static io.djong.scheduler.world.Objects.NAMESPACE;
import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.fake.Refusals;
import io.djong.scheduler.world.Objects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static final class World {
        final VirtualEnvironment environment;
        final FakeKubeClient client;
        final Scheduler scheduler;

        World(VirtualEnvironment environment) {
            this.environment = environment;
            client = new FakeKubeClient(environment);
            scheduler =
                    new Scheduler(environment, client, SchedulerConfig.DEFAULT.withHost("host"), new MetricRegistry());
        }

        void create(Node node) throws Exception {
            client.of(CoreV1.NODES).create(node);
        }

        void create(Pod pod) throws Exception {
            client.of(CoreV1.PODS).create(pod);
        }

        Pod get(String name) throws Exception {
            return client.of(CoreV1.PODS).get(NAMESPACE, name);
        }

        String nodeOf(String name) throws Exception {
            return get(name).spec().nodeName();
        }

        PodCondition condition(String name) throws Exception {
            return get(name).status().conditions().getFirst();
        }

        List<String> events() throws Exception {
            List<String> result = new ArrayList<>();
            for (var event : client.of(EventsV1.EVENTS).list(ListQuery.ALL).items()) {
                result.add(event.type() + " " + event.reason() + " " + event.action() + " "
                        + event.regarding().name() + ": " + event.note());
            }
            return result.stream().sorted().toList();
        }

        void settle() throws Exception {
            environment.settle(Duration.ofSeconds(20));
        }
    }

    private interface Body {
        void run(World world) throws Exception;
    }

    private static void simulate(int seeds, Body body) throws Exception {
        for (int seed = 0; seed < seeds; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(() -> {
                    var world = new World(environment);
                    world.scheduler.start();
                    body.run(world);
                    world.scheduler.stop();
                });
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void bindsAPodAndSaysSo() throws Exception {
        simulate(5, world -> {
            world.create(node("n1"));
            world.create(pod("a"));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n1");
            assertThat(world.condition("a").status()).isEqualTo("True");
            assertThat(world.events())
                    .containsExactly("Normal Scheduled Binding a: Successfully assigned demo/a to n1");
            var event =
                    world.client.of(EventsV1.EVENTS).list(ListQuery.ALL).items().getFirst();
            assertThat(event.reportingController()).isEqualTo("default-scheduler");
            assertThat(event.reportingInstance()).isEqualTo("default-scheduler-host");
        });
    }

    @Test
    void saysWhyAPodFitsNowhereAndSchedulesItWhenItDoes() throws Exception {
        simulate(5, world -> {
            world.create(Objects.taint(node("n1"), "gpu", "NoSchedule"));
            world.create(pod("a"));
            world.settle();
            String message = "0/1 nodes are available: 1 node(s) had untolerated taint(s)."
                    + " no new claims to deallocate, preemption: 0/1 nodes are available:"
                    + " 1 Preemption is not helpful for scheduling.";
            PodCondition condition = world.condition("a");
            assertThat(condition.type()).isEqualTo("PodScheduled");
            assertThat(condition.status()).isEqualTo("False");
            assertThat(condition.reason()).isEqualTo("Unschedulable");
            assertThat(condition.message()).isEqualTo(message);
            assertThat(condition.observedGeneration()).isEqualTo(1);
            assertThat(world.events()).containsExactly("Warning FailedScheduling Scheduling a: " + message);

            world.create(node("n2"));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n2");
        });
    }

    @Test
    void withoutNodesPodsWaitForOne() throws Exception {
        simulate(5, world -> {
            world.create(pod("a"));
            world.environment.advance(Duration.ofSeconds(3));
            assertThat(world.condition("a").message()).isEqualTo("no nodes available to schedule pods");
            world.create(node("n1"));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n1");
        });
    }

    @Test
    void aPodThatGoesMakesRoom() throws Exception {
        simulate(5, world -> {
            world.create(node("n1"));
            world.create(pod("a", "3", "1Gi"));
            world.settle();
            world.create(pod("b", "3", "1Gi"));
            world.settle();
            assertThat(world.nodeOf("b")).isEmpty();
            world.client.of(CoreV1.PODS).delete(new ObjectKey(NAMESPACE, "a"));
            world.settle();
            assertThat(world.nodeOf("b")).isEqualTo("n1");
        });
    }

    @Test
    void aPodThatHasEndedMakesRoom() throws Exception {
        simulate(5, world -> {
            world.create(node("n1"));
            world.create(pod("a", "3", "1Gi"));
            world.create(Objects.priority(pod("b", "3", "1Gi"), -1));
            world.settle();
            Pod ended = world.get("a");
            world.client
                    .of(CoreV1.PODS)
                    .updateStatus(ended.withStatus(ended.status().withPhase("Succeeded")));
            world.settle();
            assertThat(world.nodeOf("b")).isEqualTo("n1");
        });
    }

    @Test
    void aBindingThatFailsIsTriedAgain() throws Exception {
        simulate(5, world -> {
            var failures = new AtomicInteger(2);
            world.client.failOn(call -> {
                if (!call.startsWith("bind") || failures.getAndDecrement() <= 0) return;
                throw failures.get() == 1
                        ? new ApiException.Unreachable("connection reset", true, null)
                        : Refusals.of(500, "InternalError", "oops");
            });
            world.create(node("n1"));
            world.create(pod("a", "3", "1Gi"));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n1");
            assertThat(world.events()).contains("Warning FailedScheduling Scheduling a: oops");
        });
    }

    @Test
    void importantPodsTakeTheRoomOfOthers() throws Exception {
        simulate(10, world -> {
            world.create(node("n1"));
            world.create(pod("small", "1", "1Gi"));
            world.create(pod("a", "3", "1Gi"));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n1");
            world.client
                    .of(CoreV1.PODS)
                    .update(world.get("a")
                            .withMetadata(world.get("a").metadata().withFinalizers(List.of("demo/slow"))));
            world.create(Objects.priority(pod("b", "3", "1Gi"), 10));
            world.settle();
            Pod victim = world.get("a");
            assertThat(victim.metadata().deletionTimestamp()).isNotNull();
            assertThat(victim.status().conditions())
                    .anyMatch(condition -> condition.type().equals("DisruptionTarget")
                            && condition.reason().equals("PreemptionByScheduler"));
            assertThat(world.get("b").status().nominatedNodeName()).isEqualTo("n1");
            assertThat(world.events())
                    .contains("Normal Preempted Preempting a: Preempted by pod "
                            + world.get("b").metadata().uid() + " on node n1");

            world.create(pod("c", "3", "1Gi"));
            world.client
                    .of(CoreV1.PODS)
                    .update(world.get("a")
                            .withMetadata(world.get("a").metadata().withFinalizers(List.of())));
            world.settle();
            assertThat(world.nodeOf("b")).isEqualTo("n1");
            assertThat(world.nodeOf("c")).isEmpty();
        });
    }

    @Test
    void whoGoesAlreadyIsNotToldToGoAgain() throws Exception {
        simulate(11, world -> {
            world.create(node("n1"));
            world.create(pod("a", "3", "1Gi"));
            world.settle();
            world.client
                    .of(CoreV1.PODS)
                    .update(world.get("a")
                            .withMetadata(world.get("a").metadata().withFinalizers(List.of("demo/slow"))));
            world.create(Objects.priority(pod("b", "3", "1Gi"), 10));
            world.settle();
            world.create(Objects.priority(pod("c", "3", "1Gi"), 20));
            world.settle();

            assertThat(world.events())
                    .filteredOn(event -> event.startsWith("Normal Preempted"))
                    .hasSize(1);
        });
    }

    @Test
    void gatedPodsAreLeftAlone() throws Exception {
        simulate(3, world -> {
            world.create(node("n1"));
            var gates = List.of(new io.djong.api.types.core.v1.PodSchedulingGate("wait"));
            world.create(spec(pod("a"), spec -> spec.withSchedulingGates(gates)));
            world.settle();
            assertThat(world.events()).isEmpty();
            world.client.of(CoreV1.PODS).update(spec(world.get("a"), spec -> spec.withSchedulingGates(List.of())));
            world.settle();
            assertThat(world.nodeOf("a")).isEqualTo("n1");
        });
    }

    @Test
    void podsOfOtherSchedulersAreLeftAlone() throws Exception {
        simulate(3, world -> {
            world.create(node("n1"));
            world.create(spec(pod("a"), spec -> spec.withSchedulerName("other")));
            world.settle();
            assertThat(world.nodeOf("a")).isEmpty();
        });
    }

    /// Whatever the interleaving, dropped watches and failures: all pods that fit are bound, none too many.
    @Test
    void bindsExactlyWhatFits() throws Exception {
        simulate(20, world -> {
            world.client.failOn(call -> {
                if (world.environment.random().nextInt(10) == 0) {
                    throw new ApiException.Unreachable("lost", false, null);
                }
            });
            for (int i = 0; i < 5; i++) insist(world, node("n" + i));
            for (int i = 0; i < 25; i++) {
                insist(world, pod("p" + i, "1", "100Mi"));
                if (i % 7 == 0) world.client.dropWatches();
            }
            world.environment.advance(Duration.ofMinutes(11));
            world.client.failOn(null);
            world.environment.advance(Duration.ofMinutes(1));
            Map<String, Integer> counts = new TreeMap<>();
            for (Pod pod : world.client.of(CoreV1.PODS).list(ListQuery.ALL).items()) {
                counts.merge(pod.spec().nodeName(), 1, Integer::sum);
            }
            assertThat(counts).isEqualTo(Map.of("", 5, "n0", 4, "n1", 4, "n2", 4, "n3", 4, "n4", 4));
        });
    }

    private static void insist(World world, io.djong.api.meta.KubeObject object) throws Exception {
        while (true) {
            try {
                if (object instanceof Node node) world.create(node);
                else world.create((Pod) object);
                return;
            } catch (ApiException.Unreachable e) {
                world.environment.advance(Duration.ofMillis(10));
            }
        }
    }
}
