package io.djong.apiserver.watch;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How changes look through a selector.
final class FilteredWatchTest {
    @Test
    void anObjectComesIntoSightAndGoesOutOfIt() throws Exception {
        VirtualServer.run(server -> {
            var maps = server.admin().of(CoreV1.CONFIG_MAPS);
            var red = ListQuery.in("default").withLabelSelector("colour=red");
            try (var watch = maps.watch(red.withResourceVersion(now(maps)))) {
                var map = maps.create(object(
                        ConfigMap.TYPE,
                        "{\"metadata\":{\"name\":\"m\",\"namespace\":\"default\",\"labels\":{\"colour\":\"blue\"}}}"));
                map = maps.update(coloured(map, "red"));
                assertEvent(watch, WatchEvent.Added.class, map);
                map = maps.update(map.withData(Map.of("a", "b")));
                assertEvent(watch, WatchEvent.Modified.class, map);
                map = maps.update(coloured(map, "blue"));
                assertEvent(watch, WatchEvent.Deleted.class, map);
                map = maps.update(coloured(map, "red"));
                assertEvent(watch, WatchEvent.Added.class, map);
                maps.delete(new ObjectKey("default", "m"), DeleteOptions.EMPTY);
                assertThat(watch.next()).isInstanceOf(WatchEvent.Deleted.class);
            }
        });
    }

    @Test
    void aStreamingListEndsWithABookmark() throws Exception {
        VirtualServer.run(server -> {
            var maps = server.admin().of(CoreV1.CONFIG_MAPS);
            maps.create(object(ConfigMap.TYPE, "{\"metadata\":{\"name\":\"a\",\"namespace\":\"default\"}}"));
            maps.create(object(ConfigMap.TYPE, "{\"metadata\":{\"name\":\"b\",\"namespace\":\"default\"}}"));
            var streaming =
                    new ListQuery("default", "", "metadata.name=b", "", "NotOlderThan", 0, "", null, true, true);
            try (var watch = maps.watch(streaming)) {
                assertThat(watch.next())
                        .isInstanceOfSatisfying(
                                WatchEvent.Added.class,
                                added -> assertThat(((ConfigMap) added.object())
                                                .metadata()
                                                .name())
                                        .isEqualTo("b"));
                assertThat(watch.next())
                        .isInstanceOfSatisfying(
                                WatchEvent.Bookmark.class,
                                bookmark -> assertThat(bookmark.toString()).contains("true"));
            }
        });
    }

    private static String now(ResourceClient<ConfigMap> maps) throws Exception {
        return maps.list(ListQuery.in("default")).metadata().resourceVersion();
    }

    private static ConfigMap coloured(ConfigMap map, String colour) {
        return map.withMetadata(map.metadata().withLabels(Map.of("colour", colour)));
    }

    private static void assertEvent(WatchStream<ConfigMap> watch, Class<?> kind, ConfigMap wanted) throws Exception {
        var event = watch.next();
        assertThat(event).isInstanceOf(kind);
        assertThat(String.valueOf(event)).contains(wanted.metadata().resourceVersion());
    }
}
