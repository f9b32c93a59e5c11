package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fabric8 Java client against `djong apiserver`.
class Fabric8ClientTest {
    @TempDir
    private static Path folder;

    private static ApiServerProcess server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws Exception {
        server = EveryKind.start(folder);
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(server.url())
                        .withOauthToken(ApiServerProcess.TOKEN)
                        .withTrustCerts(true)
                        .withNamespace(EveryKind.NAMESPACE)
                        .build())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void createsReadsEditsAndDeletesEveryKind() throws Exception {
        for (var item : manifest()) {
            var kind = item.getApiVersion() + " " + item.getKind();
            client.resource(item).create();
            var edited = client.resource(item).edit(current -> {
                current.getMetadata().setLabels(Map.of("season", "autumn"));
                return current;
            });
            assertThat(edited.getMetadata().getLabels()).as(kind).containsEntry("season", "autumn");
            assertThat(client.resource(item).get().getMetadata().getUid())
                    .as(kind)
                    .isEqualTo(edited.getMetadata().getUid());
            assertThat(client.resource(item).delete()).as(kind).isNotEmpty();
        }
    }

    private static List<HasMetadata> manifest() throws Exception {
        return client.load(new ByteArrayInputStream(EveryKind.text().getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    @Test
    void aWatchTellsWhatHappens() throws Exception {
        var told = new LinkedBlockingQueue<Watcher.Action>();
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("watched")
                .endMetadata()
                .build();
        var watcher = new Watcher<io.fabric8.kubernetes.api.model.ConfigMap>() {
            @Override
            public void eventReceived(Action action, io.fabric8.kubernetes.api.model.ConfigMap seen) {
                told.add(action);
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
        try (var watch = client.configMaps().withName("watched").watch(watcher)) {
            client.resource(map).create();
            assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(Watcher.Action.ADDED);
            client.resource(map).delete();
            assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(Watcher.Action.DELETED);
            assertThat(watch).isNotNull();
        }
    }
}
