package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A node's heart stops; what follows, and when, by upstream's defaults.
class NodeDeathTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String NODE = "node-3";

    private interface Condition {
        boolean holds() throws Exception;
    }

    @Test
    void itsPodsAreReplaced() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            SimulationRun.of(seed, NodeDeathTest::die);
        }
    }

    private static void die(SimulationRun run) throws Exception {
        run.deploy(100);
        run.settle(Duration.ofMinutes(5));
        var lost = run.podsOn(NODE).stream().map(pod -> pod.metadata().name()).toList();
        assertThat(lost).isNotEmpty();

        var beforeBeat = lastBeat(run);
        until(run, () -> lastBeat(run).isAfter(beforeBeat));
        run.cluster().nodes().stopHeart(NODE);
        var stopped = run.simulation().now();

        until(run, () -> readiness(run.node(NODE)).equals("Unknown"));
        assertThat(Duration.between(stopped, run.simulation().now()))
                .as("until Ready is Unknown")
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(55));

        until(run, () -> unreachable(run.node(NODE)).isPresent());
        var tainted = unreachable(run.node(NODE)).orElseThrow();
        until(run, () -> run.podsOn(NODE).stream().allMatch(NodeDeathTest::isGoing));
        assertThat(Duration.between(tainted, run.simulation().now()))
                .as("from the taint to the deletion of its pods")
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(302));
        assertThat(run.podsOn(NODE)).hasSameSizeAs(lost);

        run.settle(Duration.ofMinutes(2));
        assertThat(run.web().status().availableReplicas()).isEqualTo(100);
        assertThat(run.pods())
                .filteredOn(pod -> !isGoing(pod))
                .hasSize(100)
                .noneMatch(pod -> pod.spec().nodeName().equals(NODE));

        run.client().of(CoreV1.NODES).delete(new ObjectKey("", NODE));
        run.simulation().advance(Duration.ofMinutes(2));
        assertThat(run.pods()).as("garbage is collected").hasSize(100);
    }

    @Test
    void oneThatComesBackInTimeKeepsItsPods() throws Exception {
        SimulationRun.of(11, run -> {
            run.deploy(30);
            run.settle(Duration.ofMinutes(5));
            var names = names(run.pods());
            run.cluster().nodes().stopHeart(NODE);
            until(run, () -> unreachable(run.node(NODE)).isPresent());
            run.simulation().advance(Duration.ofMinutes(2));
            run.cluster().nodes().startHeart(NODE);
            run.simulation().advance(Duration.ofMinutes(10));
            assertThat(readiness(run.node(NODE))).isEqualTo("True");
            assertThat(run.node(NODE).spec().taints()).isEmpty();
            assertThat(names(run.pods())).isEqualTo(names);
            assertThat(run.web().status().availableReplicas()).isEqualTo(30);
        });
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.metadata().name()).sorted().toList();
    }

    private static void until(SimulationRun run, Condition condition) throws Exception {
        var start = run.simulation().now();
        while (!condition.holds()) {
            assertThat(Duration.between(start, run.simulation().now())).isLessThan(LIMIT);
            run.simulation().advance(SECOND);
        }
    }

    private static Instant lastBeat(SimulationRun run) throws Exception {
        var lease = run.client().of(CoordinationV1.LEASES).get("kube-node-lease", NODE);
        return Objects.requireNonNull(lease.spec().renewTime());
    }

    private static String readiness(Node node) {
        return node.status().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static Optional<Instant> unreachable(Node node) {
        return node.spec().taints().stream()
                .filter(taint -> taint.key().equals("node.kubernetes.io/unreachable")
                        && taint.effect().equals("NoExecute"))
                .map(Taint::timeAdded)
                .findFirst();
    }

    private static boolean isGoing(Pod pod) {
        return pod.metadata().deletionTimestamp() != null;
    }
}
