package io.djong.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.EngineContract;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.RecordingSink;
import io.djong.store.Store;
import io.djong.store.StoreContract;
import io.djong.store.Write;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The contract, and what this engine adds: forks.
final class MemoryStoreTest extends EngineContract {
    private final VirtualEnvironment env = VirtualEnvironment.open(1);

    @Override
    protected Store emptyStore() {
        return new MemoryStore(env);
    }

    @Override
    protected void letTimePass(Duration atLeast) throws Exception {
        env.advance(atLeast.plusSeconds(1));
    }

    @Nested
    final class Forks extends StoreContract {
        private final MemoryStore memory = new MemoryStore(env);

        @Override
        protected Store emptyStore() {
            return memory;
        }

        @Test
        void aNewStoreStandsAtOne() {
            assertThat(base).isEqualTo(1);
        }

        @Test
        void aForkHasThePastAndItsOwnFuture() throws Exception {
            long first = done(put("/a", "1"));
            long second = done(put("/a", "2"));
            try (var fork = memory.fork(env)) {
                long here = done(put("/a", "here"));
                assertThat(fork.revision()).isEqualTo(second);
                assertThat(text(fork.get("/a"))).isEqualTo("2");
                assertThat(values(fork.range(ALL, first, 0))).containsExactly("1");
                var sink = new RecordingSink();
                fork.watch(ALL, first, sink);
                fork.commit(List.of(put("/b", "there")), Provenance.NONE);
                assertThat(sink.awaitRevision(second + 1)).hasSize(3);
                assertThat(store.get("/b")).isNull();
                assertThat(store.revision()).isEqualTo(here);
            }
        }

        @Test
        void whatExpiresHasAsLongToLiveInTheFork() throws Exception {
            done(new Write.Put("/a", bytes("1"), Expect.any(), Duration.ofSeconds(10)));
            env.advance(Duration.ofSeconds(6));
            try (var other = VirtualEnvironment.open(2);
                    var fork = memory.fork(other)) {
                other.advance(Duration.ofSeconds(3));
                assertThat(fork.get("/a")).isNotNull();
                other.advance(Duration.ofSeconds(2));
                other.awaitIdle();
                assertThat(fork.get("/a")).isNull();
                assertThat(store.get("/a")).isNotNull();
            }
        }
    }
}
