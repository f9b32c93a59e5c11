package io.djong.controllermanager.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.world.Objects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PodsToDeleteTest {
    private static final ReplicaSet SET = Objects.replicaSet("web", 3);

    private static Pod pod(String name) {
        return Objects.podOf(SET, name);
    }

    /// In whatever order the pods come, `first` goes before `second`.
    private static void assertGoesFirst(Pod first, Pod second) {
        for (List<Pod> pods : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(PodsToDelete.choose(pods, pods, 1, Objects.NOW)).containsExactly(first);
        }
    }

    private static Pod on(Pod pod, String node) {
        return pod.withSpec(pod.spec().withNodeName(node));
    }

    private static Pod phase(Pod pod, String phase) {
        return pod.withStatus(pod.status().withPhase(phase));
    }

    private static Pod cost(Pod pod, String cost) {
        return pod.withMetadata(pod.metadata().withAnnotations(Map.of(PodsToDelete.COST_ANNOTATION, cost)));
    }

    private static Pod restarts(Pod pod, int count) {
        var status = ContainerStatus.EMPTY.withName("main").withRestartCount(count);
        return pod.withStatus(pod.status().withContainerStatuses(List.of(status)));
    }

    @Test
    void whatIsMissedLeastGoesFirst() {
        assertGoesFirst(on(pod("b"), ""), phase(pod("a"), "Pending"));
        assertGoesFirst(phase(pod("b"), "Pending"), Objects.unready(pod("a")));
        assertGoesFirst(Objects.unready(pod("b")), cost(pod("a"), "-5"));
        assertGoesFirst(cost(pod("b"), "-5"), pod("a"));
        assertGoesFirst(pod("b"), cost(pod("a"), "5"));
        assertGoesFirst(cost(pod("b"), "not a number"), cost(pod("a"), "1"));
        assertGoesFirst(Objects.ready(pod("b"), Objects.NOW.minusSeconds(2)), pod("a"));
        assertGoesFirst(restarts(pod("b"), 3), restarts(pod("a"), 1));
    }

    @Test
    void podOnACrowdedNodeGoesFirst() {
        Pod lonely = on(pod("a"), "n1");
        Pod crowded = on(pod("b"), "n2");
        List<Pod> related = List.of(lonely, crowded, on(pod("c"), "n2"));
        assertThat(PodsToDelete.choose(List.of(lonely, crowded), related, 1, Objects.NOW))
                .containsExactly(crowded);
    }

    @Test
    void agesOfOneMagnitudeAreDecidedByUid() {
        UnaryOperator<Pod> older =
                pod -> pod.withMetadata(pod.metadata().withCreationTimestamp(Objects.NOW.minusSeconds(3700)));
        assertGoesFirst(older.apply(pod("a")), pod("b"));
        assertGoesFirst(pod("a"), older.apply(pod("b")));
    }

    @Test
    void orderIsTotal() {
        var random = new Random(4);
        for (int round = 0; round < 200; round++) {
            List<Pod> pods = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Pod pod = Objects.ready(pod("p" + i), Objects.NOW.minusSeconds(random.nextInt(5)));
                if (random.nextInt(3) == 0) pod = Objects.unready(pod);
                if (random.nextInt(3) == 0) pod = restarts(pod, random.nextInt(2));
                pods.add(on(pod, random.nextInt(4) == 0 ? "" : "n" + random.nextInt(2)));
            }
            List<Pod> expected = PodsToDelete.choose(pods, pods, 11, Objects.NOW);
            Collections.shuffle(pods, random);
            assertThat(PodsToDelete.choose(pods, pods, 11, Objects.NOW)).isEqualTo(expected);
        }
    }
}
