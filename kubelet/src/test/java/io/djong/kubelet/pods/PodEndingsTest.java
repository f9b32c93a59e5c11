package io.djong.kubelet.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.PrometheusText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pods that the node itself ends, and pods that it does not take.
class PodEndingsTest {
    private static Pod pod(String name, String cpu) {
        var resources = ResourceRequirements.EMPTY.withRequests(Map.of("cpu", Quantity.of(cpu)));
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withSpec(PodSpec.EMPTY
                        .withNodeName(PodBench.NODE)
                        .withContainers(List.of(Container.EMPTY
                                .withName("main")
                                .withImage("image")
                                .withResources(resources))));
    }

    @Test
    void anEvictedPodFailsWhenItsContainersHaveEnded() throws Exception {
        PodBench.simulate(bench -> {
            bench.runtime.ending(Duration.ofSeconds(5));
            bench.create(pod("web", "100m"));
            bench.settle(1);
            var uid = bench.pod("web").metadata().uid();

            bench.end(uid, new Ending("Evicted", "No room. ", Ending.disruption("No room. "), 3L));
            bench.settle(1);
            assertThat(bench.pod("web").status().phase()).isEqualTo("Running");
            assertThat(bench.pod("web").status().conditions())
                    .noneMatch(condition -> condition.type().equals("DisruptionTarget"));
            bench.settle(5);

            var status = bench.pod("web").status();
            assertThat(status.phase()).isEqualTo("Failed");
            assertThat(status.reason()).isEqualTo("Evicted");
            assertThat(status.message()).isEqualTo("No room. ");
            assertThat(status.conditions())
                    .anyMatch(condition -> condition.type().equals("DisruptionTarget")
                            && condition.status().equals("True")
                            && condition.reason().equals("TerminationByKubelet")
                            && condition.message().equals("No room. "));
            assertThat(bench.runtime.calls()).contains("kill web in 3s");
        });
    }

    @Test
    void aRejectedPodSaysNothingButWhy() throws Exception {
        PodBench.simulate(bench -> {
            bench.pressures = List.of("DiskPressure");
            bench.create(pod("web", "100m"));
            bench.settle(1);

            var status = bench.pod("web").status();
            assertThat(status.phase()).isEqualTo("Failed");
            assertThat(status.reason()).isEqualTo("Evicted");
            assertThat(status.message()).isEqualTo("Pod was rejected: The node had condition: [DiskPressure]. ");
            assertThat(status.conditions()).isEmpty();
            assertThat(status.containerStatuses()).isEmpty();
            assertThat(status.startTime()).isNotNull();
            assertThat(bench.events()).containsExactly("Warning Evicted: The node had condition: [DiskPressure]. ");
            assertThat(PrometheusText.write(bench.metrics))
                    .contains("kubelet_admission_rejections_total{reason=\"Evicted\"} 1");
        });
    }

    @Test
    void aCriticalPodBeginsWhenOthersHaveMadeRoom() throws Exception {
        PodBench.simulate(bench -> {
            bench.runtime.ending(Duration.ofSeconds(20));
            bench.create(pod("web", "1500m"));
            bench.settle(1);
            var critical = pod("critical", "1");
            bench.create(critical.withSpec(
                    critical.spec().withPriority(2_000_001_000).withPriorityClassName("system-node-critical")));
            bench.settle(10);
            assertThat(bench.runtime.calls()).doesNotContain("start critical/main");
            bench.settle(15);

            assertThat(bench.pod("web").status().phase()).isEqualTo("Failed");
            assertThat(bench.pod("web").status().reason()).isEqualTo("Preempting");
            assertThat(bench.pod("web").status().message()).isEqualTo("Preempted in order to admit critical pod");
            assertThat(bench.pod("critical").status().phase()).isEqualTo("Running");
            assertThat(bench.events()).contains("Warning Preempting: Preempted in order to admit critical pod");
            assertThat(PrometheusText.write(bench.metrics))
                    .contains("kubelet_preemptions{preemption_signal=\"cpu\"} 1")
                    .contains("kubelet_pod_start_duration_seconds_count 2")
                    .contains("kubelet_pod_worker_duration_seconds_count{operation_type=\"create\"} 2")
                    .contains("kubelet_pod_worker_duration_seconds_count{operation_type=\"kill\"}");
        });
    }

    @Test
    void aPodWhoseObjectIsGoneGivesItsRoomToTheNext() throws Exception {
        PodBench.simulate(bench -> {
            bench.runtime.ending(Duration.ofSeconds(20));
            bench.create(pod("web", "1500m"));
            bench.settle(1);
            bench.delete("web", 0L);
            bench.create(pod("next", "1500m"));
            bench.settle(1);
            assertThat(bench.pod("next").status().phase()).isEqualTo("Running");
        });
    }

    @Test
    void theNodeIsAskedForItsLabelsBeforeAPodIsTurnedAwayForThem() throws Exception {
        PodBench.simulate(bench -> {
            var nodes = bench.client.of(CoreV1.NODES);
            var node = nodes.get("", PodBench.NODE);
            nodes.update(node.withMetadata(node.metadata().withLabels(Map.of("zone", "a"))));
            for (var zone : List.of("a", "b")) {
                var pod = pod("in-" + zone, "100m");
                bench.create(pod.withSpec(pod.spec().withNodeSelector(Map.of("zone", zone))));
            }
            bench.settle(1);

            assertThat(bench.pod("in-a").status().phase()).isEqualTo("Running");
            assertThat(bench.pod("in-b").status().reason()).isEqualTo("NodeAffinity");
            assertThat(bench.pod("in-b").status().message())
                    .isEqualTo("Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node"
                            + " affinity/selector");
        });
    }
}
