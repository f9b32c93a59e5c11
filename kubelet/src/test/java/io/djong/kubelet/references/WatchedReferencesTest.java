package io.djong.kubelet.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.ConfigMapVolumeSource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WatchedReferencesTest {
    private static Pod pod(String uid, String map) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withNamespace("default")
                        .withName("p-" + uid)
                        .withUid(uid))
                .withSpec(PodSpec.EMPTY.withVolumes(List.of(Volume.EMPTY
                        .withName("v")
                        .withConfigMap(new ConfigMapVolumeSource(map, List.of(), 0644, null)))));
    }

    private static ConfigMap map(String name, String value) {
        return ConfigMap.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withData(Map.of("k", value));
    }

    @Test
    void followsWhatPodsName() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var server = new InProcessServer(environment, new MemoryStore(environment), new MetricRegistry());
                server.start();
                var client = server.admin();
                List<String> changed = new CopyOnWriteArrayList<>();
                var references = new WatchedReferences(environment, client, changed::add);
                assertThatThrownBy(() -> references.configMap("default", "m"))
                        .isInstanceOfSatisfying(
                                ReferenceException.class,
                                e -> assertThat(e.isNotFound()).isTrue())
                        .hasMessage("configmap \"m\" not found");
                references.register(pod("one", "m"));
                references.register(pod("two", "m"));
                environment.settle(Duration.ofSeconds(10));
                var maps = client.of(CoreV1.CONFIG_MAPS);
                var made = maps.create(map("m", "1"));
                assertThat(references.configMap("default", "m").data()).containsEntry("k", "1");
                environment.settle(Duration.ofSeconds(10));
                assertThat(changed).containsExactlyInAnyOrder("one", "two");
                maps.update(made.withData(Map.of("k", "2")));
                environment.settle(Duration.ofSeconds(10));
                assertThat(changed).hasSize(4);
                assertThat(references.configMap("default", "m").data()).containsEntry("k", "2");
                references.register(pod("two", "other"));
                references.unregister("one");
                maps.update(map("m", "3"));
                environment.settle(Duration.ofSeconds(10));
                assertThat(changed).hasSize(4);
                assertThat(references.configMap("default", "m").data()).containsEntry("k", "3");
                references.stop();
                server.stop();
            });
        }
    }
}
