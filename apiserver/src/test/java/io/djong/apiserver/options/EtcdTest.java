package io.djong.apiserver.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.config.Settings;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server on Debian's etcd, as `--etcd-servers` opens it.
final class EtcdTest {
    private static final Path PROGRAM = Path.of("/usr/bin/etcd");
    private static final ObjectKey KEY = new ObjectKey("default", "kept");

    @TempDir
    private Path folder;

    @Test
    void keepsObjectsInEtcdAcrossServers() throws Exception {
        int port = freePort();
        var etcd = launch(port);
        try (var environment = RealEnvironment.create()) {
            var settings = settings("--etcd-servers=http://127.0.0.1:" + port);
            served(environment, settings, client -> {
                client.of(CoreV1.CONFIG_MAPS)
                        .create(ConfigMap.EMPTY
                                .withMetadata(ObjectMeta.EMPTY.withName("kept").withNamespace("default"))
                                .withData(Map.of("sky", "blue")));
                assertThat(client.of(CoreV1.ENDPOINTS)
                                .get(new ObjectKey("default", "kubernetes"))
                                .subsets())
                        .hasSize(1);
            });
            served(environment, settings, client -> {
                var map = client.of(CoreV1.CONFIG_MAPS).get(KEY);
                assertThat(map.data()).containsEntry("sky", "blue");
                var changed = client.of(CoreV1.CONFIG_MAPS).update(map.withData(Map.of("sky", "grey")));
                assertThat(Long.parseLong(changed.metadata().resourceVersion()))
                        .isGreaterThan(Long.parseLong(map.metadata().resourceVersion()));
            });
        } finally {
            etcd.destroyForcibly().waitFor();
        }
    }

    @Test
    void wantsOneStoreAndBothHalvesOfAnIdentity() {
        try (var environment = RealEnvironment.create()) {
            assertThatThrownBy(() -> StoreSettings.open(environment, settings()))
                    .hasMessageContaining("--data-dir is needed");
            assertThatThrownBy(() -> StoreSettings.open(
                            environment, settings("--data-dir=" + folder, "--etcd-servers=127.0.0.1:2379")))
                    .hasMessageContaining("two stores");
            assertThatThrownBy(() -> StoreSettings.open(
                            environment, settings("--etcd-servers=https://127.0.0.1:2379", "--etcd-certfile=x")))
                    .hasMessageContaining("--etcd-certfile and --etcd-keyfile come together");
            assertThatThrownBy(() -> StoreSettings.open(environment, settings("--etcd-servers=ftp://here:1")))
                    .hasMessageContaining("--etcd-servers ftp://here:1");
        }
    }

    private interface Body {
        void run(KubeClient client) throws Exception;
    }

    private static void served(RealEnvironment environment, Settings settings, Body body) throws Exception {
        try (var store = StoreSettings.open(environment, settings)) {
            var server = new ApiServer(environment, store, ApiServerConfig.inProcess(), new MetricRegistry());
            server.start();
            try {
                body.run(server.client(User.of("admin", User.MASTERS_GROUP)));
            } finally {
                server.stop();
            }
        }
    }

    private static Settings settings(String... line) {
        return ApiServerOptions.OPTIONS.settings(ApiServerOptions.OPTIONS.parse(List.of(line)), null);
    }

    private Process launch(int port) throws IOException {
        assertThat(PROGRAM)
                .as("etcd is not installed: run scripts/test-packages.sh")
                .exists();
        int peerPort = freePort();
        var log = Files.createFile(folder.resolve("etcd.log")).toFile();
        return new ProcessBuilder(
                        PROGRAM.toString(),
                        "--name=test",
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=http://127.0.0.1:" + port,
                        "--advertise-client-urls=http://127.0.0.1:" + port,
                        "--listen-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-cluster=test=http://127.0.0.1:" + peerPort,
                        "--heartbeat-interval=10",
                        "--election-timeout=100",
                        "--logger=zap")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
