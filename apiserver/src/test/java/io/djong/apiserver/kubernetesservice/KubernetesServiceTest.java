package io.djong.apiserver.kubernetesservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KubernetesServiceTest {
    private static final ObjectKey KEY = new ObjectKey("default", "kubernetes");

    @Test
    void aServerAnnouncesItself() throws Exception {
        inCluster((server, client, environment) -> {
            assertThat(client.of(CoreV1.SERVICES).get(KEY).spec().clusterIP()).isEqualTo("10.43.0.1");
            assertThat(addresses(client)).containsExactly("192.0.2.1");
            assertThat(client.of(DiscoveryV1.ENDPOINT_SLICES)
                            .get(KEY)
                            .endpoints()
                            .getFirst()
                            .addresses())
                    .containsExactly("192.0.2.1");
        });
    }

    @Test
    void whatIsDeletedComesBack() throws Exception {
        inCluster((server, client, environment) -> {
            client.of(CoreV1.SERVICES).delete(KEY, DeleteOptions.EMPTY);
            client.of(CoreV1.ENDPOINTS).delete(KEY, DeleteOptions.EMPTY);
            environment.timers().sleep(Duration.ofSeconds(11));
            assertThat(client.of(CoreV1.SERVICES).get(KEY).spec().clusterIP()).isEqualTo("10.43.0.1");
            assertThat(addresses(client)).containsExactly("192.0.2.1");
        });
    }

    @Test
    void aServerThatDiedGoesWithItsLease() throws Exception {
        inCluster((server, client, environment) -> {
            var leases = new ServerLeases(server.store());
            leases.renew("192.0.2.9");
            environment.timers().sleep(Duration.ofSeconds(11));
            assertThat(addresses(client)).containsExactly("192.0.2.1", "192.0.2.9");
            environment.timers().sleep(Duration.ofSeconds(21));
            assertThat(addresses(client)).containsExactly("192.0.2.1");
        });
    }

    private static List<String> addresses(KubeClient client) throws Exception {
        return client.of(CoreV1.ENDPOINTS).get(KEY).subsets().getFirst().addresses().stream()
                .map(EndpointAddress::ip)
                .toList();
    }

    private interface Body {
        void run(Started server, KubeClient client, VirtualEnvironment environment) throws Exception;
    }

    private record Started(ApiServer api, MemoryStore store) {}

    private static void inCluster(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var store = new MemoryStore(environment);
                var server = new ApiServer(environment, store, ApiServerConfig.inProcess(), new MetricRegistry());
                server.start();
                var client = server.client(User.of("admin", User.MASTERS_GROUP));
                body.run(new Started(server, store), client, environment);
                server.stop();
                store.close();
            });
        }
    }
}
