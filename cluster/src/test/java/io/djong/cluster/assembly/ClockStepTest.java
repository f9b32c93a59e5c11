package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.client.ListQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The wall clock is set while a cluster runs: nothing that is alive counts as dead, and what follows later comes in
/// its time.
class ClockStepTest {
    private static final Duration LATER = Duration.ofMinutes(15);

    @Test
    void forwardByTwoHours() throws Exception {
        SimulationRun.of(3, run -> stepped(run, Duration.ofHours(2)));
    }

    @Test
    void backwardByTwoHours() throws Exception {
        SimulationRun.of(4, run -> stepped(run, Duration.ofHours(-2)));
    }

    private static void stepped(SimulationRun run, Duration step) throws Exception {
        run.deploy(30);
        run.settle(Duration.ofMinutes(5));
        var before = uids(run.pods());

        run.simulation().stepClock(step);
        run.simulation().advance(LATER);

        assertThat(uids(run.pods())).as("no pod is replaced").isEqualTo(before);
        assertThat(run.client().of(CoreV1.NODES).list(ListQuery.ALL).items())
                .allMatch(ClockStepTest::isReady)
                .allMatch(node -> node.spec().taints().isEmpty());

        var web = run.web();
        run.client().of(AppsV1.DEPLOYMENTS).update(web.withSpec(web.spec().withReplicas(40)));
        run.settle(Duration.ofMinutes(5));
        assertThat(run.web().status().availableReplicas()).isEqualTo(40);
    }

    private static List<String> uids(List<Pod> pods) {
        return pods.stream().map(pod -> pod.metadata().uid()).sorted().toList();
    }

    private static boolean isReady(Node node) {
        return node.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
    }
}
