package io.djong.kubelet.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.VirtualEnvironment;
import io.djong.kubelet.pods.Ending;
import io.djong.kubelet.pods.NodePods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Eviction in virtual time: a node whose figures a test sets, pods that end when they are told to.
class EvictionTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    private static Pod pod(String name, int priority) {
        return Pod.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withNamespace("default").withName(name).withUid(name))
                .withSpec(PodSpec.EMPTY
                        .withPriority(priority)
                        .withTerminationGracePeriodSeconds(60L)
                        .withContainers(List.of(Container.EMPTY.withName("c"))));
    }

    /// A node with 10 GiB of memory, of which each pod uses one.
    private static final class Machine implements NodeResources, NodePods {
        final VirtualEnvironment environment;
        final List<Pod> pods = new CopyOnWriteArrayList<>();
        final Map<String, PodUse> uses = new HashMap<>();
        final List<String> ended = new CopyOnWriteArrayList<>();
        final AtomicLong freeGibibytes = new AtomicLong(5);
        volatile long freeDiskPercent = 50;
        final AtomicInteger reclaims = new AtomicInteger();

        Machine(VirtualEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Map<Signal, Observation> observe() {
            var now = environment.clock().instant();
            return Map.of(
                    Signal.MEMORY,
                    new Observation(Quantity.of(freeGibibytes + "Gi"), Quantity.of("10Gi"), now),
                    Signal.IMAGE_DISK,
                    new Observation(Quantity.of(freeDiskPercent + "Gi"), Quantity.of("100Gi"), now));
        }

        @Override
        public Map<String, PodUse> uses(List<Pod> of) {
            return uses;
        }

        @Override
        public boolean hasDedicatedImages() {
            return false;
        }

        @Override
        public void reclaimDisk() {
            reclaims.incrementAndGet();
            freeDiskPercent = 40;
        }

        @Override
        public List<Pod> active() {
            return List.copyOf(pods);
        }

        @Override
        public void end(String uid, Ending ending) {
            var condition = ending.condition();
            ended.add(uid + " " + ending.reason() + " in " + ending.graceSeconds() + "s: " + ending.message()
                    + (condition == null ? "" : condition.type()));
            environment.timers().once(Duration.ofMillis(500), () -> {
                if (pods.removeIf(pod -> pod.metadata().uid().equals(uid))) {
                    freeGibibytes.incrementAndGet();
                }
            });
        }

        @Override
        public boolean hasEnded(String uid) {
            return pods.stream().noneMatch(pod -> pod.metadata().uid().equals(uid));
        }

        @Override
        public boolean isCleanedUp(String uid) {
            return hasEnded(uid);
        }
    }

    private interface Body {
        void run(Machine machine, Eviction eviction, MetricRegistry metrics) throws Exception;
    }

    private void simulate(EvictionSettings settings, Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(7)) {
            environment.run(() -> {
                var machine = new Machine(environment);
                var metrics = new MetricRegistry();
                var eviction = new Eviction(
                        environment,
                        settings,
                        machine,
                        machine,
                        (about, type, reason, message) ->
                                told.add(about.kind() + " " + type + " " + reason + " " + message),
                        ObjectReference.EMPTY.withKind("Node").withName("n"),
                        new EvictionMetrics(metrics));
                eviction.start();
                body.run(machine, eviction, metrics);
                eviction.stop();
            });
        }
    }

    private static EvictionSettings hard(String signal, String value) {
        var none = new TreeMap<String, String>();
        return new EvictionSettings(
                new TreeMap<>(Map.of(signal, value)), none, none, none, Duration.ofMinutes(5), 0, false);
    }

    private static PodUse use(long gibibytes) {
        var container = new PodUse.ContainerUse("c", gibibytes << 30, null, null);
        return new PodUse(gibibytes << 30, null, null, List.of(container), new TreeMap<>());
    }

    @Test
    void onePodAtATimeGoesUntilThereIsEnough() throws Exception {
        simulate(hard("memory.available", "2Gi"), (machine, eviction, metrics) -> {
            for (var pod : List.of(pod("kept", 5), pod("first", 0), pod("second", 1), pod("critical", 2_000_000_000))) {
                machine.pods.add(pod);
                machine.uses.put(pod.metadata().uid(), use(1));
            }
            machine.environment.advance(Duration.ofSeconds(30));
            assertThat(machine.ended).isEmpty();
            assertThat(eviction.pressures()).isEmpty();

            machine.freeGibibytes.set(0);
            machine.environment.advance(Duration.ofSeconds(30));

            var used = "Container c was using 1Gi, request is 0, has larger consumption of memory. DisruptionTarget";
            assertThat(machine.ended)
                    .containsExactly(
                            "first Evicted in 1s: The node was low on resource: memory. Threshold quantity: 2Gi,"
                                    + " available: 0. " + used,
                            "second Evicted in 1s: The node was low on resource: memory. Threshold quantity: 2Gi,"
                                    + " available: 1Gi. " + used);
            assertThat(told).contains("Node Warning EvictionThresholdMet Attempting to reclaim memory");
            assertThat(told).anyMatch(event -> event.startsWith("Pod Warning Evicted The node was low on resource"));
            assertThat(eviction.pressures()).containsExactly("MemoryPressure");
            assertThat(PrometheusText.write(metrics))
                    .contains("kubelet_evictions{eviction_signal=\"memory.available\"} 2");
            machine.environment.advance(Duration.ofMinutes(6));
            assertThat(eviction.pressures()).isEmpty();
        });
    }

    @Test
    void unusedImagesGoBeforePods() throws Exception {
        simulate(hard("imagefs.available", "15%"), (machine, eviction, metrics) -> {
            machine.pods.add(pod("web", 0));
            machine.freeDiskPercent = 10;
            machine.environment.advance(Duration.ofSeconds(15));
            assertThat(machine.reclaims.get()).isEqualTo(1);
            assertThat(machine.ended).isEmpty();
            assertThat(eviction.pressures()).containsExactly("DiskPressure");
            assertThat(told)
                    .containsExactly("Node Warning EvictionThresholdMet Attempting to reclaim ephemeral-storage");
        });
    }

    @Test
    void softThresholdsLetPodsEndInPeace() throws Exception {
        var none = new TreeMap<String, String>();
        var soft = new EvictionSettings(
                none,
                new TreeMap<>(Map.of("memory.available", "2Gi")),
                new TreeMap<>(Map.of("memory.available", "1m")),
                none,
                Duration.ofMinutes(5),
                45,
                false);
        simulate(soft, (machine, eviction, metrics) -> {
            machine.pods.add(pod("web", 0));
            machine.freeGibibytes.set(1);
            machine.environment.advance(Duration.ofSeconds(55));
            assertThat(machine.ended).isEmpty();
            machine.environment.advance(Duration.ofSeconds(30));
            assertThat(machine.ended).singleElement().asString().startsWith("web Evicted in 45s: ");
        });
    }

    @Test
    void allPodsOverALimitOfTheirOwnGo() throws Exception {
        simulate(hard("memory.available", "1Gi"), (machine, eviction, metrics) -> {
            var empty = EmptyDirVolumeSource.EMPTY.withSizeLimit(Quantity.of("1Mi"));
            List<String> names = new ArrayList<>(List.of("one", "two"));
            for (var name : names) {
                var pod = pod(name, 0);
                machine.pods.add(pod.withSpec(pod.spec()
                        .withVolumes(List.of(Volume.EMPTY.withName("v").withEmptyDir(empty)))));
                machine.uses.put(
                        name,
                        new PodUse(
                                null,
                                null,
                                null,
                                List.of(),
                                new TreeMap<>(Map.of("v", new PodUse.DiskUse(2 << 20, 1)))));
            }
            machine.environment.advance(Duration.ofSeconds(15));
            assertThat(machine.ended)
                    .containsExactly(
                            "one Evicted in 1s: Usage of EmptyDir volume \"v\" exceeds the limit \"1Mi\". ",
                            "two Evicted in 1s: Usage of EmptyDir volume \"v\" exceeds the limit \"1Mi\". ");
        });
    }
}
