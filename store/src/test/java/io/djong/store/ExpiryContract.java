package io.djong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Times to live.
public abstract class ExpiryContract extends StoreContract {
    private static Write brief(String key, String value) {
        return new Write.Put(key, bytes(value), Expect.any(), Duration.ofSeconds(1));
    }

    @Test
    void anEntryExpiresWithARevisionAndItsLastValue() throws Exception {
        var sink = watch(ALL, 0);
        long put = done(brief("/a", "1"), put("/b", "2"));
        Entry entry = entry("/a");
        assertThat(entry.expires()).isTrue();
        assertThat(entry("/b").expires()).isFalse();
        letTimePass(Duration.ofSeconds(1));
        assertThat(sink.awaitEvents(3).getLast()).isEqualTo(new Event.Delete(put + 1, entry));
        assertThat(store.revision()).isEqualTo(put + 1);
        assertThat(keys(store.range(ALL, 0, 0))).containsExactly("/b");
        assertThat(keys(store.range(ALL, put, 0))).containsExactly("/a", "/b");
        assertThat(watch(ALL, put + 1).awaitRevision(put + 1)).containsExactly(new Event.Delete(put + 1, entry));
    }

    @Test
    void aLaterPutReplacesTheTimeToLive() throws Exception {
        var sink = watch(ALL, 0);
        done(brief("/stays", "1"), brief("/longer", "1"), brief("/goes", "1"), put("/sooner", "1"));
        done(
                put("/stays", "2"),
                new Write.Put("/longer", bytes("2"), Expect.any(), Duration.ofHours(1)),
                brief("/sooner", "2"));
        letTimePass(Duration.ofSeconds(1));
        sink.awaitEvents(9);
        assertThat(keys(store.range(ALL, 0, 0))).containsExactly("/longer", "/stays");
        assertThat(entry("/stays").expires()).isFalse();
        assertThat(entry("/longer").expires()).isTrue();
    }

    @Test
    void aKeyThatExpiredBeginsAnew() throws Exception {
        var sink = watch(ALL, 0);
        done(brief("/a", "1"));
        letTimePass(Duration.ofSeconds(1));
        sink.awaitEvents(2);
        long created = done(put("/a", "2", Expect.absent()));
        assertThat(entry("/a")).isEqualTo(new Entry("/a", bytes("2"), created, created, 1, false));
    }

    @Test
    void aKeyThatWasRemovedDoesNotExpire() throws Exception {
        var sink = watch(ALL, 0);
        done(brief("/a", "1"), brief("/b", "1"));
        done(delete("/a"));
        long again = done(put("/a", "2"));
        letTimePass(Duration.ofSeconds(1));
        assertThat(sink.awaitEvents(5).getLast().key()).isEqualTo("/b");
        assertThat(entry("/a").modRevision()).isEqualTo(again);
    }

    @Test
    void manyExpire() throws Exception {
        var sink = watch(ALL, 0);
        for (int i = 0; i < 200; i++) {
            done(brief("/k" + i, "v"));
        }
        letTimePass(Duration.ofSeconds(2));
        assertThat(sink.awaitEvents(400))
                .filteredOn(e -> e instanceof Event.Delete)
                .hasSize(200);
        assertThat(store.range(ALL, 0, 0).entries()).isEmpty();
    }
}
