package io.djong.kubelet.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerState;
import io.djong.api.types.core.v1.ContainerStateRunning;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Probes in virtual time; what they run is data.
class ProbesTest {
    private static final Probe PROBE =
            Probe.EMPTY.withExec(new ExecAction(List.of("check"))).withPeriodSeconds(10);

    /// A pod of one container, its status, and what its probes find.
    private static final class Bench {
        final VirtualEnvironment environment;
        final Pod pod;
        final AtomicReference<PodStatus> status = new AtomicReference<>(PodStatus.EMPTY);
        final AtomicReference<ProbeResult> result = new AtomicReference<>(ProbeResult.success(""));
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<String> changes = new CopyOnWriteArrayList<>();
        final MetricRegistry metrics;
        final Probes probes;
        int runs;

        Bench(VirtualEnvironment environment, Container container) {
            this.environment = environment;
            this.pod = Pod.EMPTY
                    .withMetadata(ObjectMeta.EMPTY.withName("p").withUid("u"))
                    .withSpec(PodSpec.EMPTY.withRestartPolicy("Always").withContainers(List.of(container)));
            this.metrics = new MetricRegistry();
            this.probes = new Probes(
                    environment,
                    (probe, of, id, ip) -> {
                        runs++;
                        return result.get();
                    },
                    (about, type, reason, message) -> events.add(reason + " " + about.fieldPath() + " " + message),
                    uid -> status.get(),
                    changes::add,
                    metrics);
        }

        void running(String id, boolean started) {
            var now = environment.clock().instant();
            status.set(PodStatus.EMPTY
                    .withPhase("Running")
                    .withContainerStatuses(List.of(ContainerStatus.EMPTY
                            .withName("c")
                            .withContainerID("containerd://" + id)
                            .withStarted(started)
                            .withState(ContainerState.EMPTY.withRunning(new ContainerStateRunning(now))))));
            probes.wake("u");
        }
    }

    @Test
    void aReadinessProbeRunsAsSoonAsItsContainerDoes() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var bench = new Bench(environment, Container.EMPTY.withName("c").withReadinessProbe(PROBE));
                bench.probes.add(bench.pod);
                environment.advance(Duration.ofSeconds(3));
                assertThat(bench.probes.of(bench.pod).ready("c", "containerd://1"))
                        .isFalse();

                bench.running("1", true);
                environment.awaitIdle();

                assertThat(bench.probes.of(bench.pod).ready("c", "containerd://1"))
                        .isTrue();
                assertThat(bench.changes).containsExactly("u");
                bench.probes.close();
            });
        }
    }

    @Test
    void itWaitsForItsInitialDelayAndForItsThreshold() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var probe = PROBE.withInitialDelaySeconds(30).withFailureThreshold(3);
                var bench = new Bench(environment, Container.EMPTY.withName("c").withLivenessProbe(probe));
                bench.result.set(ProbeResult.failure("no"));
                bench.probes.add(bench.pod);
                bench.running("1", true);
                environment.advance(Duration.ofSeconds(29));
                assertThat(bench.runs).isZero();
                environment.advance(Duration.ofSeconds(12));
                assertThat(bench.probes.liveness("1")).isTrue();
                environment.advance(Duration.ofSeconds(20));
                assertThat(bench.probes.liveness("1")).isFalse();
                int runs = bench.runs;

                environment.advance(Duration.ofSeconds(60));

                assertThat(bench.runs)
                        .as("given up until the container is another")
                        .isEqualTo(runs);
                assertThat(new ArrayList<>(bench.events).getFirst())
                        .isEqualTo("Unhealthy spec.containers{c} Liveness probe failed: no");
                bench.running("2", true);
                environment.awaitIdle();
                assertThat(bench.probes.liveness("2")).isTrue();
                assertThat(bench.probes.liveness("1")).isNull();
                bench.probes.close();
            });
        }
    }

    @Test
    void aStartupProbeHoldsTheOthersBack() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var container =
                        Container.EMPTY.withName("c").withStartupProbe(PROBE).withReadinessProbe(PROBE);
                var bench = new Bench(environment, container);
                bench.probes.add(bench.pod);
                bench.running("1", false);
                environment.awaitIdle();

                assertThat(bench.probes.of(bench.pod).started("c", "containerd://1"))
                        .isTrue();
                assertThat(bench.probes.of(bench.pod).ready("c", "containerd://1"))
                        .isFalse();

                bench.running("1", true);
                environment.awaitIdle();
                assertThat(bench.probes.of(bench.pod).ready("c", "containerd://1"))
                        .isTrue();
                bench.probes.close();
            });
        }
    }

    @Test
    void whatCannotBeRunDecidesNothing() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var bench = new Bench(environment, Container.EMPTY.withName("c").withReadinessProbe(PROBE));
                bench.result.set(ProbeResult.unknown("no runtime"));
                bench.probes.add(bench.pod);
                bench.running("1", true);
                environment.advance(Duration.ofSeconds(25));

                assertThat(bench.changes).isEmpty();
                assertThat(bench.events)
                        .contains("Unhealthy spec.containers{c} Readiness probe errored and resulted in unknown"
                                + " state: no runtime");
                bench.probes.close();
            });
        }
    }

    @Test
    void countsEqualResultsInARow() {
        var judge = new ProbeJudge(2, 3);
        assertThat(judge.count(true)).isNull();
        assertThat(judge.count(true)).isTrue();
        assertThat(judge.count(false)).isNull();
        assertThat(judge.count(false)).isNull();
        assertThat(judge.count(true)).isNull();
        assertThat(judge.count(false)).isNull();
        assertThat(judge.count(false)).isNull();
        assertThat(judge.count(false)).isFalse();
    }
}
