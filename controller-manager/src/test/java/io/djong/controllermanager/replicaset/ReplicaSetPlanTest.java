package io.djong.controllermanager.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.ReplicaSetStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.world.Objects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaSetPlanTest {
    private static final ReplicaSet SET = Objects.replicaSet("web", 3);

    private static List<Pod> pods(int count) {
        List<Pod> result = new ArrayList<>();
        for (int i = 0; i < count; i++) result.add(Objects.podOf(SET, "web-" + i));
        return result;
    }

    private static ReplicaSetView view(ReplicaSet set, List<Pod> pods) {
        return new ReplicaSetView(set, pods, List.of(), pods, true);
    }

    @Test
    void missingPodsAreCreatedAtMostABurstAtATime() {
        assertThat(ReplicaSetPlan.plan(view(SET, pods(1)), Objects.NOW))
                .containsExactly(new Step.Create(2, "has 1, wants 3"));
        ReplicaSet large = SET.withSpec(SET.spec().withReplicas(2000));
        assertThat(ReplicaSetPlan.plan(view(large, pods(3)), Objects.NOW))
                .containsExactly(new Step.Create(500, "has 3, wants 2000"));
    }

    @Test
    void rightNumberNeedsNothing() {
        assertThat(ReplicaSetPlan.plan(view(SET, pods(3)), Objects.NOW)).isEmpty();
    }

    @Test
    void nothingIsDoneWhileEarlierEffectsAreUnseen() {
        var view = new ReplicaSetView(SET, pods(1), List.of(), List.of(), false);
        assertThat(ReplicaSetPlan.plan(view, Objects.NOW)).isEmpty();
    }

    @Test
    void setThatIsBeingDeletedMakesNoPods() {
        ReplicaSet ending = SET.withMetadata(SET.metadata().withDeletionTimestamp(Objects.NOW));
        assertThat(ReplicaSetPlan.plan(view(ending, List.of()), Objects.NOW)).isEmpty();
    }

    @Test
    void tooManyPodsAreDeletedTheUnreadyOnesFirst() {
        List<Pod> pods = pods(5);
        pods.set(3, Objects.unready(pods.get(3)));
        assertThat(ReplicaSetPlan.plan(view(SET, pods), Objects.NOW))
                .singleElement()
                .satisfies(step -> {
                    if (!(step instanceof Step.Delete(var chosen, var reason))) throw new AssertionError(step);
                    assertThat(chosen).hasSize(2).contains(pods.get(3));
                    assertThat(reason).isEqualTo("has 5, wants 3");
                });
    }

    @Test
    void statusCountsReadyAvailableAndTerminating() {
        ReplicaSet set = SET.withSpec(SET.spec().withMinReadySeconds(60));
        List<Pod> pods = pods(3);
        pods.set(1, Objects.unready(pods.get(1)));
        pods.set(2, Objects.ready(pods.get(2), Objects.NOW.minusSeconds(20)));
        var view = new ReplicaSetView(set, pods, pods(2), List.of(), true);
        ReplicaSetStatus status = ReplicaSetPlan.status(view, null, Objects.NOW);
        assertThat(status.replicas()).isEqualTo(3);
        assertThat(status.fullyLabeledReplicas()).isEqualTo(3);
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.availableReplicas()).isEqualTo(1);
        assertThat(status.terminatingReplicas()).isEqualTo(2);
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(ReplicaSetPlan.recheckAfter(view, status, Objects.NOW)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void failureIsAConditionAsLongAsItLasts() {
        var view = view(SET, pods(1));
        ReplicaSetStatus failed = ReplicaSetPlan.status(view, "quota exceeded", Objects.NOW);
        assertThat(failed.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.type()).isEqualTo("ReplicaFailure");
            assertThat(condition.reason()).isEqualTo("FailedCreate");
            assertThat(condition.message()).isEqualTo("quota exceeded");
        });
        var failing = view(SET.withStatus(failed), pods(1));
        assertThat(ReplicaSetPlan.status(failing, "something else", Objects.NOW).conditions())
                .isEqualTo(failed.conditions());
        assertThat(ReplicaSetPlan.status(failing, null, Objects.NOW).conditions())
                .isEmpty();
    }
}
