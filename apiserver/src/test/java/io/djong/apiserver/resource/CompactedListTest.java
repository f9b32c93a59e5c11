package io.djong.apiserver.resource;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Lists of states before the store was compacted are gone, also where the cache still has them.
class CompactedListTest {
    @Test
    void whatIsCompactedIsTooOldAndTheNextPageGoesOnFromNow() throws Exception {
        VirtualServer.run(server -> {
            var maps = server.admin().of(CoreV1.CONFIG_MAPS);
            for (var name : new String[] {"a", "b", "c"}) {
                maps.create(
                        object(ConfigMap.TYPE, "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"default\"}}"));
            }
            var all = ListQuery.in("default");
            var page = maps.list(all.withPage(2, ""));
            assertThat(maps.list(exact(all, page.metadata().resourceVersion())).items())
                    .hasSize(3);
            for (int turn = 0; turn < 3; turn++) {
                server.admin()
                        .of(CoreV1.CONFIG_MAPS)
                        .create(object(
                                ConfigMap.TYPE,
                                "{\"metadata\":{\"name\":\"t" + turn + "\",\"namespace\":\"kube-system\"}}"));
                server.environment().timers().sleep(Duration.ofMinutes(5).plusSeconds(1));
            }
            assertThatThrownBy(() -> maps.list(exact(all, page.metadata().resourceVersion())))
                    .hasMessageContaining("The resourceVersion for the provided list is too old.");
            assertThatThrownBy(() -> maps.list(all.withPage(2, page.metadata().continue_())))
                    .hasMessageContaining("The provided continue parameter is too old");
        });
    }

    private static ListQuery exact(ListQuery query, String version) {
        return query.withResourceVersion(version, "Exact");
    }
}
