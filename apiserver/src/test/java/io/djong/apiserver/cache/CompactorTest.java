package io.djong.apiserver.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.StoreException;
import io.djong.store.Write;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompactorTest {
    private static final KeyRange ALL = KeyRange.prefix("/");

    @Test
    void forgetsWhatIsOlderThanTheTurnBefore() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var store = new MemoryStore(environment);
                var forgotten = new ArrayList<Long>();
                var compactor = new Compactor(environment, store, Duration.ofMinutes(5), forgotten::add);
                compactor.start();
                var first = write(store, "a");
                var second = write(store, "b");
                environment.timers().sleep(Duration.ofSeconds(301));
                assertThat(store.range(ALL, first, 0).entries()).hasSize(1);
                write(store, "c");
                environment.timers().sleep(Duration.ofSeconds(301));
                assertThatThrownBy(() -> store.range(ALL, first, 0)).isInstanceOf(StoreException.Compacted.class);
                assertThat(store.range(ALL, second, 0).entries()).hasSize(1);
                assertThat(forgotten).containsExactly(second);
                compactor.stop();
                store.close();
            });
        }
    }

    private static long write(MemoryStore store, String value) throws Exception {
        store.commit(List.of(new Write.Put("/k", value.getBytes(UTF_8), Expect.any(), null)), Provenance.NONE);
        return store.revision();
    }
}
