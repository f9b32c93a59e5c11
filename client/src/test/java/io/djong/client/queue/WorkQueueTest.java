package io.djong.client.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private interface Body {
        void run(VirtualEnvironment environment, WorkQueue<String> queue) throws Exception;
    }

    private static void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> body.run(environment, new WorkQueue<>("test", environment, new MetricRegistry())));
        }
    }

    @Test
    void keyWaitsOnceHoweverOftenItIsAdded() throws Exception {
        simulate((environment, queue) -> {
            queue.add("a");
            queue.add("b");
            queue.add("a");
            assertThat(queue.depth()).isEqualTo(2);
            assertThat(queue.get()).isEqualTo("a");
            assertThat(queue.get()).isEqualTo("b");
        });
    }

    @Test
    void keyAddedWhileWorkedOnComesBackAfterDone() throws Exception {
        simulate((environment, queue) -> {
            queue.add("a");
            String key = queue.get();
            queue.add("a");
            queue.add("a");
            assertThat(queue.depth()).isZero();
            queue.done(String.valueOf(key));
            assertThat(queue.depth()).isEqualTo(1);
            assertThat(queue.get()).isEqualTo("a");
            queue.done("a");
            assertThat(queue.isIdle()).isTrue();
        });
    }

    @Test
    void keyIsWithOneWorkerAtATime() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(() -> {
                    var queue = new WorkQueue<String>("test", environment, new MetricRegistry());
                    List<String> busy = new ArrayList<>();
                    int[] runs = {0};
                    for (int i = 0; i < 4; i++) {
                        environment.threads().start("worker", () -> {
                            try {
                                for (String key = queue.get(); key != null; key = queue.get()) {
                                    assertThat(busy).doesNotContain(key);
                                    busy.add(key);
                                    environment.timers().sleep(Duration.ofMillis(3));
                                    busy.remove(key);
                                    runs[0]++;
                                    queue.done(key);
                                }
                            } catch (InterruptedException e) {
                                // the simulation ends
                            }
                        });
                    }
                    for (int i = 0; i < 40; i++) {
                        queue.add("key " + i % 3);
                        environment.timers().sleep(Duration.ofMillis(1));
                    }
                    queue.shutDownWithDrain();
                    assertThat(queue.isIdle()).isTrue();
                    assertThat(runs[0]).isBetween(10, 40);
                });
            }
        }
    }

    @Test
    void delayedKeyComesAtTheEarliestOfItsTimes() throws Exception {
        simulate((environment, queue) -> {
            long start = environment.ticker().nanos();
            queue.addAfter("a", Duration.ofSeconds(10));
            queue.addAfter("a", Duration.ofSeconds(3));
            queue.addAfter("a", Duration.ofSeconds(20));
            assertThat(queue.get()).isEqualTo("a");
            assertThat(Duration.ofNanos(environment.ticker().nanos() - start)).isEqualTo(Duration.ofSeconds(3));
            queue.done("a");
            environment.advance(Duration.ofMinutes(1));
            assertThat(queue.depth()).isZero();
        });
    }

    @Test
    void failuresDoubleTheWaitUntilForgotten() throws Exception {
        simulate((environment, queue) -> {
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                long start = environment.ticker().nanos();
                queue.addRateLimited("a");
                queue.get();
                queue.done("a");
                waits.add(Duration.ofNanos(environment.ticker().nanos() - start).toMillis());
            }
            assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 80L);
            assertThat(queue.requeues("a")).isEqualTo(5);
            queue.forget("a");
            assertThat(queue.requeues("a")).isZero();
        });
    }

    @Test
    void shutDownHandsOutWhatWaitsAndDropsWhatIsDelayed() throws Exception {
        simulate((environment, queue) -> {
            queue.add("a");
            queue.addAfter("b", Duration.ofSeconds(1));
            queue.shutDown();
            queue.add("c");
            assertThat(queue.get()).isEqualTo("a");
            queue.done("a");
            assertThat(queue.get()).isNull();
            assertThat(environment.settle(Duration.ofHours(1))).isTrue();
        });
    }

    @Test
    void metricsHaveUpstreamsNames() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var registry = new MetricRegistry();
                var queue = new WorkQueue<String>("deployment", environment, registry);
                queue.add("a");
                queue.addRateLimited("b");
                environment.timers().sleep(Duration.ofSeconds(1));
                queue.get();
                environment.timers().sleep(Duration.ofSeconds(2));
                assertThat(PrometheusText.write(registry))
                        .contains("workqueue_adds_total{name=\"deployment\"} 2")
                        .contains("workqueue_depth{name=\"deployment\"} 1")
                        .contains("workqueue_retries_total{name=\"deployment\"} 1")
                        .contains("workqueue_unfinished_work_seconds{name=\"deployment\"} 2")
                        .contains("workqueue_longest_running_processor_seconds{name=\"deployment\"} 2")
                        .contains("workqueue_queue_duration_seconds_bucket{name=\"deployment\",le=\"1\"} 1")
                        .contains("workqueue_work_duration_seconds");
            });
        }
    }
}
