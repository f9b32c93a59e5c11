package io.djong.apiserver.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a server finds missing when it starts.
final class BootstrapTest {
    @Test
    void anEmptyStoreIsFilledByTwoCommits() throws Exception {
        run((environment, store) -> served(environment, store, client -> {
            var namespaces = new HashSet<String>();
            client.of(CoreV1.NAMESPACES).list(ListQuery.ALL).items().forEach(each -> namespaces.add(version(each)));
            var others = new HashSet<String>();
            var all = everythingElse(client);
            all.forEach(each -> others.add(version(each)));

            assertThat(namespaces).hasSize(1);
            assertThat(others).hasSize(1).doesNotContainAnyElementsOf(namespaces);
            assertThat(all).hasSizeGreaterThan(120);
        }));
    }

    @Test
    void onlyWhatIsMissingIsMadeAgain() throws Exception {
        run((environment, store) -> {
            served(environment, store, client -> {
                client.of(RbacV1.CLUSTER_ROLES).delete(new ObjectKey("", "view"), DeleteOptions.EMPTY);
            });
            long before = store.revision();
            served(environment, store, client -> {
                var later = everythingElse(client).stream()
                        .filter(each -> Long.parseLong(version(each)) > before)
                        .map(each -> each.metadata().name())
                        .toList();
                assertThat(later).containsExactly("view");
            });
        });
    }

    @Test
    void serversThatStartTogetherMakeEachObjectOnce() throws Exception {
        run((environment, store) -> {
            var first = server(environment, store);
            var second = server(environment, store);
            var starting = environment.threads().start("second", () -> {
                try {
                    second.start();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            first.start();
            starting.join();
            try {
                var all = everythingElse(admin(first));
                assertThat(all).hasSizeGreaterThan(120).isEqualTo(everythingElse(admin(second)));
                assertThat(all.stream().map(each -> each.metadata().uid()).distinct())
                        .hasSameSizeAs(all);
            } finally {
                second.stop();
                first.stop();
            }
        });
    }

    private static List<KubeObject> everythingElse(KubeClient client) throws Exception {
        var all = new ArrayList<KubeObject>();
        all.addAll(client.of(SchedulingV1.PRIORITY_CLASSES).list(ListQuery.ALL).items());
        all.addAll(client.of(RbacV1.CLUSTER_ROLES).list(ListQuery.ALL).items());
        all.addAll(client.of(RbacV1.ROLES).list(ListQuery.ALL).items());
        all.addAll(client.of(RbacV1.CLUSTER_ROLE_BINDINGS).list(ListQuery.ALL).items());
        all.addAll(client.of(RbacV1.ROLE_BINDINGS).list(ListQuery.ALL).items());
        return all;
    }

    private static String version(KubeObject object) {
        return object.metadata().resourceVersion();
    }

    private interface Body {
        void run(VirtualEnvironment environment, MemoryStore store) throws Exception;
    }

    private interface Use {
        void with(KubeClient client) throws Exception;
    }

    private static void run(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                try (var store = new MemoryStore(environment)) {
                    body.run(environment, store);
                }
            });
        }
    }

    private static ApiServer server(VirtualEnvironment environment, MemoryStore store) {
        return new ApiServer(environment, store, ApiServerConfig.inProcess(), new MetricRegistry());
    }

    private static KubeClient admin(ApiServer server) {
        return server.client(User.of("admin", User.MASTERS_GROUP));
    }

    private static void served(VirtualEnvironment environment, MemoryStore store, Use use) throws Exception {
        var server = server(environment, store);
        server.start();
        try {
            use.with(admin(server));
        } finally {
            server.stop();
        }
    }
}
