package io.djong.kubelet.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pod workers in virtual time: a real API server in this process, a runtime of data.
class PodWorkersTest {
    private static final String NODE = "node-1";

    private static void simulate(PodBench.Body body) throws Exception {
        PodBench.simulate(body);
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
    void aStatusAloneIsNoReasonToLookAtAPodAgain() throws Exception {
        simulate(bench -> {
            bench.create(pod("web"));
            bench.environment.awaitIdle();
            int before = bench.runtime.looks();

            bench.patchStatus(
                    "web", "{\"status\":{\"conditions\":[{\"type\":\"example.com/x\",\"status\":\"True\"}]}}");
            bench.environment.awaitIdle();
            assertThat(bench.runtime.looks()).isEqualTo(before);

            bench.patch("web", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
            bench.environment.awaitIdle();
            assertThat(bench.runtime.looks()).isGreaterThan(before);
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
            bench.delete("web", 20L);
            bench.settle(21);

            assertThat(bench.runtime.calls())
                    .containsExactly("start web/main", "kill web in 300s", "kill web in 20s", "forget");
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
