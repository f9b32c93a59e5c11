package io.djong.apiserver.conformance;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The watchers and the expiring list of area A1 of upstream's conformance suite.
final class WatchersConformanceTest {
    private static final ListQuery HERE = ListQuery.in("default");

    private static ConfigMap map(String name, String label) throws Exception {
        return object(ConfigMap.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"w":"%s"}}}""".formatted(name, label));
    }

    private static ResourceClient<ConfigMap> maps(VirtualServer server) {
        return server.admin().of(CoreV1.CONFIG_MAPS);
    }

    private static ListQuery labelled(String selector) {
        return HERE.withLabelSelector(selector);
    }

    /// `ADDED a 1`: type, name and the mutation in its data.
    private static String next(WatchStream<ConfigMap> watch) throws Exception {
        return switch (Objects.requireNonNull(watch.next())) {
            case WatchEvent.Added<ConfigMap>(var map) -> told("ADDED", map);
            case WatchEvent.Modified<ConfigMap>(var map) -> told("MODIFIED", map);
            case WatchEvent.Deleted<ConfigMap>(var map) -> told("DELETED", map);
            case WatchEvent.Bookmark<ConfigMap> _ -> next(watch);
        };
    }

    private static String told(String type, ConfigMap map) {
        return type + " " + map.metadata().name() + " " + map.data().getOrDefault("mutation", "0");
    }

    private static ConfigMap mutated(ResourceClient<ConfigMap> maps, String name, String mutation) throws Exception {
        return maps.update(maps.get("default", name).withData(Map.of("mutation", mutation)));
    }

    private static void labelled(ResourceClient<ConfigMap> maps, String label) throws Exception {
        var map = maps.get("default", "a");
        maps.update(map.withMetadata(map.metadata().withLabels(Map.of("w", label))));
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Watchers should observe add, update, and delete watch notifications on configmaps")
    void several() throws Exception {
        VirtualServer.run(server -> {
            var maps = maps(server);
            try (var first = maps.watch(labelled("w=a"));
                    var second = maps.watch(labelled("w=b"));
                    var both = maps.watch(labelled("w in (a,b)"))) {
                maps.create(map("a", "a"));
                mutated(maps, "a", "1");
                mutated(maps, "a", "2");
                maps.delete(new ObjectKey("default", "a"));
                maps.create(map("b", "b"));
                maps.delete(new ObjectKey("default", "b"));
                maps.create(map("c", "a"));
                for (var wanted : List.of("ADDED a 0", "MODIFIED a 1", "MODIFIED a 2", "DELETED a 2")) {
                    assertThat(next(first)).isEqualTo(wanted);
                    assertThat(next(both)).isEqualTo(wanted);
                }
                for (var wanted : List.of("ADDED b 0", "DELETED b 0")) {
                    assertThat(next(second)).isEqualTo(wanted);
                    assertThat(next(both)).isEqualTo(wanted);
                }
                assertThat(next(first)).isEqualTo("ADDED c 0"); // and nothing of b before
            }
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] Watchers should be able to start watching from a specific resource version")
    void fromAVersion() throws Exception {
        VirtualServer.run(server -> {
            var maps = maps(server);
            maps.create(map("a", "a"));
            var first = mutated(maps, "a", "1");
            mutated(maps, "a", "2");
            maps.delete(new ObjectKey("default", "a"));
            try (var watch = maps.watch(
                    labelled("w=a").withResourceVersion(first.metadata().resourceVersion()))) {
                assertThat(next(watch)).isEqualTo("MODIFIED a 2");
                assertThat(next(watch)).isEqualTo("DELETED a 2");
            }
        });
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Watchers should be able to restart watching from the last resource version observed by"
                    + " the previous watch")
    void restarted() throws Exception {
        VirtualServer.run(server -> {
            var maps = maps(server);
            String last;
            try (var broken = maps.watch(labelled("w=a"))) {
                maps.create(map("a", "a"));
                mutated(maps, "a", "1");
                assertThat(next(broken)).isEqualTo("ADDED a 0");
                last = ((WatchEvent.Modified<ConfigMap>) Objects.requireNonNull(broken.next()))
                        .object()
                        .metadata()
                        .resourceVersion();
            }
            mutated(maps, "a", "2");
            try (var restarted = maps.watch(labelled("w=a").withResourceVersion(last))) {
                maps.delete(new ObjectKey("default", "a"));
                assertThat(next(restarted)).isEqualTo("MODIFIED a 2");
                assertThat(next(restarted)).isEqualTo("DELETED a 2");
            }
        });
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Watchers should observe an object deletion if it stops meeting the requirements of the"
                    + " selector")
    void outOfSight() throws Exception {
        VirtualServer.run(server -> {
            var maps = maps(server);
            try (var watch = maps.watch(labelled("w=a"))) {
                maps.create(map("a", "a"));
                mutated(maps, "a", "1");
                labelled(maps, "wrong-value");
                mutated(maps, "a", "2");
                labelled(maps, "a");
                mutated(maps, "a", "3");
                maps.delete(new ObjectKey("default", "a"));
                for (var wanted : List.of(
                        "ADDED a 0", "MODIFIED a 1", "DELETED a 1", "ADDED a 2", "MODIFIED a 3", "DELETED a 3")) {
                    assertThat(next(watch)).isEqualTo(wanted);
                }
            }
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] Watchers should receive events on concurrent watches in same order")
    void sameOrder() throws Exception {
        VirtualServer.run(server -> {
            var maps = maps(server);
            var version = maps.list(HERE).metadata().resourceVersion();
            var writer = server.environment().threads().start("writer", () -> write(maps));
            var watches = new ArrayList<WatchStream<ConfigMap>>();
            for (int i = 0; i < 100; i++) {
                watches.add(maps.watch(HERE.withResourceVersion(version)));
                version = version(watches.getFirst());
                for (var other : watches.subList(1, watches.size())) {
                    assertThat(version(other)).isEqualTo(version);
                }
            }
            watches.forEach(WatchStream::close);
            writer.join();
        });
    }

    /// One hundred and twenty times an object comes, changes and goes.
    private static void write(ResourceClient<ConfigMap> maps) {
        try {
            for (int i = 0; i < 120; i++) {
                maps.create(map("m" + i, "a"));
                mutated(maps, "m" + i, "1");
                maps.delete(new ObjectKey("default", "m" + i));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(WatchStream<ConfigMap> watch) throws Exception {
        return switch (Objects.requireNonNull(watch.next())) {
            case WatchEvent.Added<ConfigMap>(var map) -> map.metadata().resourceVersion();
            case WatchEvent.Modified<ConfigMap>(var map) -> map.metadata().resourceVersion();
            case WatchEvent.Deleted<ConfigMap>(var map) -> map.metadata().resourceVersion();
            case WatchEvent.Bookmark<ConfigMap> _ -> version(watch);
        };
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Servers with support for API chunking should support continue listing from the last key"
                    + " if the original version has been compacted away, though the list is inconsistent")
    void inconsistentList() throws Exception {
        VirtualServer.run(server -> {
            var templates = server.admin().of(CoreV1.POD_TEMPLATES);
            for (int i = 0; i < 40; i++) {
                templates.create(object(PodTemplate.TYPE, """
                        {"metadata":{"name":"template-%04d","namespace":"default"},"template":{"spec":
                          {"containers":[{"name":"test","image":"test2"}]}}}""".formatted(i)));
            }
            var first = templates.list(HERE.withPage(4, ""));
            assertThat(first.metadata().remainingItemCount()).isEqualTo(36);
            for (int turn = 0; turn < 3; turn++) {
                maps(server).create(map("turn" + turn, "a"));
                server.environment().timers().sleep(Duration.ofMinutes(5).plusSeconds(1));
            }
            var token = new ArrayList<String>();
            assertThatThrownBy(() ->
                            templates.list(HERE.withPage(4, first.metadata().continue_())))
                    .isInstanceOfSatisfying(ApiException.Refused.class, refusal -> {
                        assertThat(refusal.status().reason()).isEqualTo("Expired");
                        token.add(Objects.requireNonNull(refusal.status().metadata())
                                .continue_());
                    });
            int found = 4;
            var version = "";
            for (var next = token.getFirst(); !next.isEmpty(); ) {
                var page = templates.list(HERE.withPage(4, next));
                assertThat(page.metadata().resourceVersion())
                        .isNotEqualTo(first.metadata().resourceVersion())
                        .isEqualTo(version.isEmpty() ? page.metadata().resourceVersion() : version);
                version = page.metadata().resourceVersion();
                for (var item : page.items()) {
                    assertThat(item.metadata().name()).isEqualTo("template-%04d".formatted(found));
                    found++;
                }
                next = page.metadata().continue_();
                var left = page.metadata().remainingItemCount();
                assertThat(left == null ? 0 : left).isEqualTo(40L - found);
            }
            assertThat(found).isEqualTo(40);
        });
    }
}
