package io.djong.kubelet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerState;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CollectionPlanTest {
    @Test
    void keepsTheNewestDeadContainerOfEachName() {
        var containers =
                List.of(dead("a1", "p", "a", "s", 1), dead("a2", "p", "a", "s", 2), dead("b1", "p", "b", "s", 1));

        assertThat(plan(containers, List.of(), Set.<String>of()::contains).containers())
                .containsExactly("a1");
    }

    @Test
    void removesEverythingDeadOfAPodThatIsGone() {
        var plan = plan(
                List.of(dead("a1", "p", "a", "s", 1), running("a2", "q", "a", "t", 1)),
                List.of(sandbox("s", "p", false, 1), sandbox("t", "q", true, 1)),
                uid -> true);

        assertThat(plan).isEqualTo(new CollectionPlan(List.of("a1"), List.of("s")));
    }

    @Test
    void keepsTheNewestSandboxAndThoseInUse() {
        var plan = plan(
                List.of(dead("a1", "p", "a", "s2", 1)),
                List.of(sandbox("s1", "p", false, 1), sandbox("s2", "p", false, 2), sandbox("s3", "p", false, 3)),
                Set.<String>of()::contains);

        assertThat(plan.sandboxes()).containsExactly("s1");
    }

    @Test
    void keepsToTheGreatestNumberAltogether() {
        var containers =
                List.of(dead("a1", "p", "a", "s", 1), dead("b1", "p", "b", "s", 2), dead("c1", "p", "c", "s", 3));
        var policy = new CollectionPlan.Policy(Duration.ZERO, 1, 2);

        assertThat(CollectionPlan.plan(
                                containers, List.of(), policy, Set.<String>of()::contains, Instant.ofEpochSecond(100))
                        .containers())
                .containsExactly("a1");
    }

    @Test
    void keepsYoungOnes() {
        var containers =
                List.of(dead("a1", "p", "a", "s", 1), dead("a2", "p", "a", "s", 95), dead("a3", "p", "a", "s", 99));
        var policy = new CollectionPlan.Policy(Duration.ofSeconds(10), 0, -1);

        assertThat(CollectionPlan.plan(
                                containers, List.of(), policy, Set.<String>of()::contains, Instant.ofEpochSecond(100))
                        .containers())
                .containsExactly("a1");
    }

    private static CollectionPlan plan(List<Container> containers, List<PodSandbox> sandboxes, Predicate<String> gone) {
        return CollectionPlan.plan(
                containers, sandboxes, CollectionPlan.Policy.DEFAULTS, gone, Instant.ofEpochSecond(100));
    }

    private static Container dead(String id, String pod, String name, String sandbox, long second) {
        return container(id, pod, name, sandbox, second, ContainerState.CONTAINER_EXITED);
    }

    private static Container running(String id, String pod, String name, String sandbox, long second) {
        return container(id, pod, name, sandbox, second, ContainerState.CONTAINER_RUNNING);
    }

    private static Container container(
            String id, String pod, String name, String sandbox, long second, ContainerState state) {
        return Container.EMPTY
                .withId(id)
                .withPodSandboxId(sandbox)
                .withState(state)
                .withCreatedAt(second * 1_000_000_000L)
                .withLabels(Map.of(RuntimeLabels.POD_UID, pod, RuntimeLabels.CONTAINER_NAME, name));
    }

    private static PodSandbox sandbox(String id, String pod, boolean ready, long second) {
        return PodSandbox.EMPTY
                .withId(id)
                .withState(ready ? PodSandboxState.SANDBOX_READY : PodSandboxState.SANDBOX_NOTREADY)
                .withCreatedAt(second * 1_000_000_000L)
                .withLabels(Map.of(RuntimeLabels.POD_UID, pod));
    }
}
