package io.djong.scheduler.queue;

import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.priority;
import static io.djong.scheduler.world.Objects.spec;
import static io.djong.scheduler.world.Objects.taint;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSchedulingGate;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.scheduler.Scene;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.profile.ProfileConfig;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchedulingQueueTest {
    private static final ClusterEvent NODE_ADDED = ClusterEvent.of(Source.NODE, Action.ADD);
    private static final ClusterEvent TAINT = ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_TAINT);
    private static final Set<String> BY_TAINT = Set.of("TaintToleration");

    private final ResourceIndex resources = new ResourceIndex();

    private interface Body {
        void run(VirtualEnvironment environment, SchedulingQueue queue) throws Exception;
    }

    private void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var profile = Scene.profile(environment, ProfileConfig.DEFAULT, resources);
                var queue = new SchedulingQueue(
                        environment, QueueOptions.DEFAULT, List.of(profile), new QueueMetrics(new MetricRegistry()));
                queue.start();
                body.run(environment, queue);
                queue.stop();
            });
        }
    }

    private PodInfo info(Pod pod) {
        return PodInfo.of(pod, resources);
    }

    private static String pop(SchedulingQueue queue) throws InterruptedException {
        return queue.pop().key().name();
    }

    @Test
    void importantPodsFirstThenThoseThatWaitedLonger() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            environment.advance(Duration.ofMillis(1));
            queue.add(info(pod("b")));
            queue.add(info(priority(pod("c"), 5)));
            assertThat(List.of(pop(queue), pop(queue), pop(queue))).containsExactly("c", "a", "b");
        });
    }

    @Test
    void whoGetsAnotherPriorityGetsAnotherPlace() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            queue.add(info(pod("b")));
            queue.update(pod("b"), info(priority(pod("b"), 5)), List.of());
            assertThat(pop(queue)).isEqualTo("b");
        });
    }

    @Test
    void aRefusedPodWaitsForAnEventThatHelps() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            refuse(queue, BY_TAINT);
            environment.advance(Duration.ofMinutes(1));
            assertThat(queue.sizes().unschedulable()).isEqualTo(1);

            Node tainted = taint(node("n"), "gpu", "NoSchedule");
            queue.happened(NODE_ADDED, null, tainted);
            queue.happened(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_ALLOCATABLE), tainted, node("n"));
            assertThat(queue.sizes().unschedulable()).as("does not help").isEqualTo(1);

            queue.happened(TAINT, tainted, node("n"));
            assertThat(queue.sizes().active()).isEqualTo(1);
            assertThat(queue.pop().attempts()).isEqualTo(2);
        });
    }

    @Test
    void aPodThatIsHelpedSoonBacksOffUnlessThereIsNothingElseToDo() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            refuse(queue, BY_TAINT);
            queue.happened(NODE_ADDED, null, node("n"));
            assertThat(queue.sizes().backoff()).isEqualTo(1);
            queue.add(info(pod("b")));
            assertThat(List.of(pop(queue), pop(queue))).containsExactly("b", "a");
        });
    }

    @Test
    void anEventWhileThePodIsTriedCounts() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            queue.happened(NODE_ADDED, null, node("before"));
            QueuedPod taken = queue.pop();
            queue.happened(NODE_ADDED, null, taint(node("tainted"), "gpu", "NoSchedule"));
            queue.happened(NODE_ADDED, null, node("n"));
            assertThat(queue.sizes().events()).isEqualTo(2);
            taken.refusedBy(BY_TAINT, Set.of());
            queue.refused(taken, taken.info());
            assertThat(queue.sizes().backoff()).isEqualTo(1);
            assertThat(queue.sizes().events()).isZero();
        });
    }

    @Test
    void afterErrorsTheWaitDoubles() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                QueuedPod taken = queue.pop();
                queue.refused(taken, taken.info());
                long began = environment.now().getEpochSecond();
                while (queue.sizes().active() == 0) environment.advance(Duration.ofSeconds(1));
                waits.add(environment.now().getEpochSecond() - began);
            }
            assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        });
    }

    @Test
    void nobodyWaitsForMoreThanFiveMinutes() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            refuse(queue, BY_TAINT);
            environment.advance(Duration.ofMinutes(5));
            assertThat(queue.sizes().unschedulable()).isEqualTo(1);
            environment.advance(Duration.ofSeconds(31));
            assertThat(queue.sizes().active()).isEqualTo(1);
            assertThat(queue.pop().wasFlushed()).isTrue();
        });
    }

    @Test
    void aGateHoldsBackUntilItIsGone() throws Exception {
        simulate((environment, queue) -> {
            Pod gated = spec(pod("a"), spec -> spec.withSchedulingGates(List.of(new PodSchedulingGate("wait"))));
            queue.add(info(gated));
            assertThat(queue.sizes().gated()).isEqualTo(1);
            queue.happened(NODE_ADDED, null, node("n"));
            environment.advance(Duration.ofMinutes(10));
            assertThat(queue.sizes().gated()).isEqualTo(1);
            queue.update(
                    gated,
                    info(pod("a")),
                    List.of(ClusterEvent.of(Source.UNSCHEDULED_POD, Action.UPDATE_POD_GATES_ELIMINATED)));
            assertThat(pop(queue)).isEqualTo("a");
        });
    }

    @Test
    void aPodThatIsGoneIsForgotten() throws Exception {
        simulate((environment, queue) -> {
            queue.add(info(pod("a")));
            queue.add(info(pod("b")));
            queue.delete(info(pod("a")).key());
            assertThat(pop(queue)).isEqualTo("b");
            assertThat(queue.sizes().active()).isZero();
        });
    }

    @Test
    void popWaits() throws Exception {
        simulate((environment, queue) -> {
            List<String> popped = new ArrayList<>();
            environment.threads().start("popper", () -> {
                try {
                    popped.add(pop(queue));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            environment.awaitIdle();
            assertThat(popped).isEmpty();
            queue.add(info(pod("a")));
            environment.awaitIdle();
            assertThat(popped).containsExactly("a");
        });
    }

    private static void refuse(SchedulingQueue queue, Set<String> plugins) throws InterruptedException {
        QueuedPod taken = queue.pop();
        taken.refusedBy(plugins, Set.of());
        queue.refused(taken, taken.info());
    }
}
