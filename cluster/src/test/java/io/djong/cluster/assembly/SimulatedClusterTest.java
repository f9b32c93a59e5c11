package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.client.ListQuery;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Control loops in virtual time: no sleeps, no real clock.
class SimulatedClusterTest {
    @Test
    void aDeploymentOfAHundredPodsBecomesReady() throws Exception {
        SimulationRun.of(1, run -> {
            run.deploy(100);
            run.settle(Duration.ofMinutes(5));
            var deployment = run.web();
            assertThat(deployment.status().readyReplicas()).isEqualTo(100);
            assertThat(deployment.status().observedGeneration())
                    .isEqualTo(deployment.metadata().generation());
            var perNode = run.pods().stream()
                    .collect(Collectors.groupingBy(pod -> pod.spec().nodeName(), Collectors.counting()));
            assertThat(perNode)
                    .as("the scheduler spreads them")
                    .hasSize(SimulationRun.NODES)
                    .allSatisfy((node, count) -> assertThat(count).isEqualTo(10));
        });
    }

    @Test
    void anUpdateReplacesEveryPodAndScalingDownLeavesNoneTooMany() throws Exception {
        SimulationRun.of(2, run -> {
            run.deploy(10);
            run.settle(Duration.ofMinutes(5));
            var deployments = run.client().of(AppsV1.DEPLOYMENTS);
            var first = run.web();
            deployments.update(first.withSpec(first.spec().withTemplate(SimulationRun.template("app:2"))));
            run.settle(Duration.ofMinutes(5));
            assertThat(run.pods())
                    .hasSize(10)
                    .allMatch(pod -> pod.spec().containers().getFirst().image().equals("app:2"));
            var second = run.web();
            deployments.update(second.withSpec(second.spec().withReplicas(3)));
            run.settle(Duration.ofMinutes(5));
            assertThat(run.pods()).hasSize(3);
        });
    }

    @Test
    void deletingTheNamespaceTakesEverythingInItAway() throws Exception {
        SimulationRun.of(3, run -> {
            run.deploy(5);
            run.settle(Duration.ofMinutes(5));
            run.client().of(CoreV1.NAMESPACES).delete(new ObjectKey("", "demo"));
            run.settle(Duration.ofMinutes(10));
            assertThat(run.pods()).isEmpty();
            assertThat(run.client()
                            .of(AppsV1.REPLICA_SETS)
                            .list(ListQuery.in("demo"))
                            .items())
                    .isEmpty();
            assertThat(run.client().of(CoreV1.NAMESPACES).list(ListQuery.ALL).items())
                    .noneMatch(namespace -> namespace.metadata().name().equals("demo"));
        });
    }
}
