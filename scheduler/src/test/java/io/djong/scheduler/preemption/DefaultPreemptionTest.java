package io.djong.scheduler.preemption;

import static io.djong.scheduler.world.Objects.hostPort;
import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.on;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.priority;
import static io.djong.scheduler.world.Objects.spec;
import static io.djong.scheduler.world.Objects.taint;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.scheduler.Decision;
import io.djong.scheduler.Scene;
import io.djong.scheduler.world.Objects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultPreemptionTest {
    private final Scene scene = new Scene(1);

    /// `node: victims`, or the message.
    private String preempt(Pod pod) {
        var decision = (Decision.Unschedulable) scene.decide(pod);
        if (decision.victims().isEmpty()) return decision.reason().message();
        return decision.nominatedNode() + ": "
                + decision.victims().stream().map(victim -> victim.key().name()).toList();
    }

    private static Pod important(String name, String cpu) {
        return priority(pod(name, cpu, "1Gi"), 10);
    }

    @Test
    void onlyLessImportantPodsGo() {
        scene.nodes(node("n1"), node("n2"));
        scene.pods(on(priority(pod("a", "3", "1Gi"), 10), "n1"), on(pod("b", "3", "1Gi"), "n2"));
        assertThat(preempt(important("p", "2"))).isEqualTo("n2: [b]");
        assertThat(preempt(priority(pod("q", "2", "1Gi"), 0)))
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate,"
                        + " preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.");
    }

    @Test
    void asFewAsPossibleGo() {
        scene.nodes(node("n1"));
        scene.pods(
                on(pod("a", "1", "1Gi"), "n1"),
                on(priority(pod("b", "1", "1Gi"), 5), "n1"),
                on(pod("c", "1", "1Gi"), "n1"),
                on(priority(pod("d", "1", "1Gi"), 3), "n1"));
        assertThat(preempt(important("p", "1"))).hasSize("n1: [a]".length()).matches("n1: \\[[ac]]");
        assertThat(preempt(important("q", "3"))).matches("n1: \\[d, a, c]");
    }

    @Test
    void theNodeWhereItHurtsLeastIsChosen() {
        scene.nodes(node("n1"), node("n2"), node("n3"));
        scene.pods(
                on(priority(pod("a", "4", "1Gi"), 5), "n1"),
                on(priority(pod("b", "2", "1Gi"), 1), "n2"),
                on(priority(pod("c", "2", "1Gi"), 1), "n2"),
                on(priority(pod("d", "4", "1Gi"), 1), "n3"));
        assertThat(preempt(important("p", "4"))).isEqualTo("n3: [d]");
    }

    @Test
    void ofEqualVictimsThoseThatBeganLastGo() {
        scene.nodes(node("n1"), node("n2"));
        scene.pods(
                on(started(pod("old", "4", "1Gi"), "2026-01-01T00:00:00Z"), "n1"),
                on(started(pod("new", "4", "1Gi"), "2026-01-01T01:00:00Z"), "n2"));
        assertThat(preempt(important("p", "4"))).isEqualTo("n2: [new]");
    }

    private static Pod started(Pod pod, String when) {
        return pod.withStatus(pod.status().withStartTime(Instant.parse(when)));
    }

    @Test
    void whatCannotBeHelpedIsNotTried() {
        scene.nodes(taint(node("n1"), "gpu", "NoSchedule"), node("n2"));
        scene.pods(on(pod("a", "4", "1Gi"), "n1"), on(pod("b", "1", "1Gi"), "n2"));
        assertThat(preempt(important("p", "8")))
                .isEqualTo("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint(s)."
                        + " no new claims to deallocate, preemption: 0/2 nodes are available:"
                        + " 2 Preemption is not helpful for scheduling.");
    }

    @Test
    void saysWhatWouldStillBeMissing() {
        scene.nodes(node("n1"));
        scene.pods(on(pod("a", "1", "1Gi"), "n1"), on(priority(pod("b", "3", "1Gi"), 10), "n1"));
        assertThat(preempt(important("p", "2"))).endsWith("preemption: 0/1 nodes are available: 1 Insufficient cpu.");
    }

    @Test
    void whoMayNotPreemptSaysSo() {
        scene.nodes(node("n1"));
        scene.pods(on(pod("a", "4", "1Gi"), "n1"));
        assertThat(preempt(spec(important("p", "4"), spec -> spec.withPreemptionPolicy("Never"))))
                .endsWith("preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void portsAreFreedToo() {
        scene.nodes(node("n1"));
        scene.pods(on(hostPort(pod("a"), 80), "n1"), on(hostPort(pod("b"), 81), "n1"));
        assertThat(preempt(priority(hostPort(pod("p"), 80), 10))).isEqualTo("n1: [a]");
    }

    @Test
    void budgetsAreSparedWhereThatIsPossible() {
        PodDisruptionBudget none = PodDisruptionBudget.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace(Objects.NAMESPACE).withName("pdb"));
        PodDisruptionBudget budget = none.withSpec(
                        none.spec().withSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", "db"))))
                .withStatus(none.status().withDisruptionsAllowed(1));
        var budgets = new Budgets(List.of(budget));
        var db = scene.info(Objects.labels(pod("x"), Map.of("app", "db")));
        assertThat(budgets.takeAndSeeWhetherViolated(db)).isFalse();
        assertThat(budgets.takeAndSeeWhetherViolated(db)).isTrue();
        assertThat(budgets.takeAndSeeWhetherViolated(scene.info(pod("y")))).isFalse();
    }
}
