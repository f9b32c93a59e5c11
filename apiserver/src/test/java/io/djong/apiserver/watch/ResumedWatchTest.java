package io.djong.apiserver.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.store.Store;
import io.djong.store.memory.MemoryStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A watch from a revision that was seen before the server was started anew: every later event once, or 410.
final class ResumedWatchTest {
    @Test
    void getsEveryLaterEventOnce() throws Exception {
        run((environment, store) -> {
            var before = new String[1];
            served(environment, store, client -> {
                before[0] = create(client, "a");
                create(client, "b");
                client.of(CoreV1.CONFIG_MAPS)
                        .delete(
                                new io.djong.api.meta.ObjectKey("default", "a"),
                                io.djong.api.types.meta.v1.DeleteOptions.EMPTY);
            });
            served(environment, store, client -> {
                create(client, "c");
                try (var watch = client.of(CoreV1.CONFIG_MAPS).watch(after(before[0]))) {
                    assertThat(describe(watch.next())).isEqualTo("added b");
                    assertThat(describe(watch.next())).isEqualTo("deleted a");
                    assertThat(describe(watch.next())).isEqualTo("added c");
                }
            });
        });
    }

    @Test
    void isToldWhenTheHistoryIsGone() throws Exception {
        run((environment, store) -> {
            var before = new String[1];
            served(environment, store, client -> {
                before[0] = create(client, "a");
                create(client, "b");
            });
            store.compact(store.revision());
            served(
                    environment,
                    store,
                    client -> assertThatThrownBy(() -> {
                                try (var watch = client.of(CoreV1.CONFIG_MAPS).watch(after(before[0]))) {
                                    watch.next();
                                }
                            })
                            .isInstanceOfSatisfying(
                                    ApiException.Refused.class,
                                    e -> assertThat(e.status().code()).isEqualTo(410)));
        });
    }

    private static ListQuery after(String version) {
        return ListQuery.in("default").withResourceVersion(version);
    }

    private static String describe(@Nullable WatchEvent<ConfigMap> event) {
        return switch (event) {
            case null -> "end";
            case WatchEvent.Added<ConfigMap>(var map) ->
                "added " + map.metadata().name();
            case WatchEvent.Modified<ConfigMap>(var map) ->
                "modified " + map.metadata().name();
            case WatchEvent.Deleted<ConfigMap>(var map) ->
                "deleted " + map.metadata().name();
            case WatchEvent.Bookmark<ConfigMap> bookmark -> "bookmark";
        };
    }

    private static String create(KubeClient client, String name) throws Exception {
        return client.of(CoreV1.CONFIG_MAPS)
                .create(ConfigMap.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withName(name).withNamespace("default")))
                .metadata()
                .resourceVersion();
    }

    private interface WithClient {
        void run(KubeClient client) throws Exception;
    }

    private interface WithStore {
        void run(VirtualEnvironment environment, MemoryStore store) throws Exception;
    }

    private static void served(VirtualEnvironment environment, Store store, WithClient body) throws Exception {
        var server = new ApiServer(environment, store, ApiServerConfig.inProcess(), new MetricRegistry());
        server.start();
        body.run(server.client(User.of("admin", User.MASTERS_GROUP)));
        server.stop();
    }

    private static void run(WithStore body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var store = new MemoryStore(environment);
                body.run(environment, store);
                store.close();
            });
        }
    }
}
