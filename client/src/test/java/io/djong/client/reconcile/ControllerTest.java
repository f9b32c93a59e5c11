package io.djong.client.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.informer.InformerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private final List<String> runs = new ArrayList<>();
    private final MetricRegistry metrics = new MetricRegistry();

    private interface Body {
        void run(VirtualEnvironment environment) throws Exception;
    }

    private static void simulate(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(3)) {
            environment.run(() -> body.run(environment));
        }
    }

    private Controller<String> started(
            VirtualEnvironment environment, ControllerOptions<String> options, Reconciler<String> reconciler)
            throws Exception {
        long start = environment.ticker().nanos();
        var controller = new Controller<>(options, environment, metrics, key -> {
            runs.add(key + " at "
                    + Duration.ofNanos(environment.ticker().nanos() - start).toMillis());
            return reconciler.reconcile(key);
        });
        controller.start();
        return controller;
    }

    @Test
    void failedKeyIsRetriedWithGrowingWaits() throws Exception {
        simulate(environment -> {
            var controller = started(environment, ControllerOptions.of("test", 2), key -> {
                if (runs.size() < 4) throw new ApiException.Unreachable("no answer", true, null);
                return Next.onChange();
            });
            controller.add("a");
            assertThat(environment.settle(Duration.ofMinutes(1))).isTrue();
            assertThat(runs).containsExactly("a at 0", "a at 5", "a at 15", "a at 35");
            assertThat(controller.queue().requeues("a")).isZero();
            assertThat(PrometheusText.write(metrics))
                    .contains("djong_reconcile_failures_total{cause=\"api\",name=\"test\"} 3");
        });
    }

    @Test
    void bugIsCountedAndRetriedAndLeavesTheWorkerAlive() throws Exception {
        simulate(environment -> {
            var controller = started(environment, ControllerOptions.of("test", 1), key -> {
                if (runs.size() == 1) throw new IllegalStateException("a bug, for the test");
                return Next.onChange();
            });
            controller.add("a");
            environment.settle(Duration.ofMinutes(1));
            assertThat(runs).containsExactly("a at 0", "a at 5");
            assertThat(PrometheusText.write(metrics))
                    .contains("djong_reconcile_failures_total{cause=\"bug\",name=\"test\"} 1");
        });
    }

    @Test
    void keyIsGivenUpAfterItsAttempts() throws Exception {
        simulate(environment -> {
            var options = ControllerOptions.<String>of("test", 1).withAttemptsMax(3);
            var controller = started(environment, options, key -> {
                throw new ApiException.Unreachable("no answer", true, null);
            });
            controller.add("a");
            assertThat(environment.settle(Duration.ofHours(1))).isTrue();
            assertThat(runs).hasSize(4);
        });
    }

    @Test
    void keyComesBackAfterItsTime() throws Exception {
        simulate(environment -> {
            var controller = started(
                    environment,
                    ControllerOptions.of("test", 1),
                    key -> runs.size() == 1 ? Next.after(Duration.ofSeconds(10)) : Next.onChange());
            controller.add("a");
            environment.settle(Duration.ofMinutes(1));
            assertThat(runs).containsExactly("a at 0", "a at 10000");
        });
    }

    @Test
    void stopInterruptsWhatRunsAndReturnsWhenNothingDoes() throws Exception {
        simulate(environment -> {
            var controller = started(environment, ControllerOptions.of("test", 1), key -> {
                environment.timers().sleep(Duration.ofHours(1));
                return Next.onChange();
            });
            controller.add("a");
            environment.awaitIdle();
            controller.stop();
            assertThat(controller.state()).isEqualTo(Service.State.STOPPED);
            assertThat(environment.settle(Duration.ofHours(2))).isTrue();
        });
    }

    /// The example of [Reconciler]'s documentation, whole: whatever the interleaving, every object ends up greeted,
    /// and a run on a stale view does no harm.
    @Test
    void exampleConvergesUnderEverySeed() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(() -> greetAll(environment));
            }
        }
    }

    private static void greetAll(VirtualEnvironment environment) throws Exception {
        var client = new FakeKubeClient(environment);
        var maps = client.of(CoreV1.CONFIG_MAPS);
        var informers = new InformerFactory(environment, client);
        var informer = informers.informer(CoreV1.CONFIG_MAPS);
        Reconciler<ObjectKey> reconciler = key -> {
            ConfigMap map = informer.lister().get(key);
            if (map == null || map.data().containsKey("greeting")) return Next.onChange();
            Map<String, String> data = new TreeMap<>(map.data());
            data.put("greeting", "hello");
            maps.update(map.withData(data));
            return Next.onChange();
        };
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("greeting", 3), environment, new MetricRegistry(), reconciler)
                .waitFor(informer);
        informer.addHandler(controller.enqueueing(ObjectKey::of));
        controller.start();
        for (int i = 0; i < 10; i++) {
            if (i == 5) informers.start();
            maps.create(ConfigMap.EMPTY.withMetadata(
                    ObjectMeta.EMPTY.withNamespace("default").withName("m" + i)));
            if (i == 7) client.dropWatches();
        }
        assertThat(environment.settle(Duration.ofMinutes(5))).isTrue();
        for (ConfigMap map : informer.lister().all()) {
            assertThat(map.data()).as("seed " + environment.seed()).containsEntry("greeting", "hello");
        }
        assertThat(informer.lister().size()).isEqualTo(10);
        controller.stop();
        informers.stop();
    }
}
