package io.djong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Compare-and-write, batches, limits, closing.
public abstract class CommitContract extends StoreContract {
    @Test
    void aPutIsReadBack() throws Exception {
        long revision = done(put("/a", "one"));
        assertThat(revision).isEqualTo(base + 1);
        assertThat(store.revision()).isEqualTo(revision);
        assertThat(entry("/a")).isEqualTo(new Entry("/a", bytes("one"), revision, revision, 1, false));
        assertThat(store.get("/b")).isNull();
    }

    @Test
    void aSecondPutKeepsTheCreateRevisionAndCountsTheVersion() throws Exception {
        long created = done(put("/a", "one"));
        long changed = done(put("/a", "two"));
        assertThat(entry("/a")).isEqualTo(new Entry("/a", bytes("two"), created, changed, 2, false));
    }

    @Test
    void aKeyThatWasRemovedBeginsAnew() throws Exception {
        done(put("/a", "one"));
        done(delete("/a"));
        assertThat(store.get("/a")).isNull();
        long created = done(put("/a", "two"));
        assertThat(created).isEqualTo(base + 3);
        assertThat(entry("/a")).isEqualTo(new Entry("/a", bytes("two"), created, created, 1, false));
    }

    @Test
    void anEmptyValueAndEveryByteAreKept() throws Exception {
        var every = new byte[256];
        for (int i = 0; i < 256; i++) {
            every[i] = (byte) i;
        }
        done(put("/empty", ""), new Write.Put("/every", every, Expect.any(), null));
        assertThat(entry("/empty").value()).isEmpty();
        assertThat(entry("/every").value()).isEqualTo(every);
    }

    @Test
    void absentHoldsOnlyForAKeyThatIsNotThere() throws Exception {
        done(put("/a", "one", Expect.absent()));
        assertThat(commit(put("/a", "two", Expect.absent()))).isEqualTo(new Commit.Conflict(0, entry("/a")));
        done(delete("/a"));
        done(put("/a", "three", Expect.absent()));
        assertThat(text(store.get("/a"))).isEqualTo("three");
    }

    @Test
    void aRevisionHoldsOnlyForTheLatestChange() throws Exception {
        long first = done(put("/a", "one"));
        long second = done(put("/a", "two", Expect.modRevision(first)));
        assertThat(commit(put("/a", "three", Expect.modRevision(first))))
                .isEqualTo(new Commit.Conflict(0, entry("/a")));
        assertThat(commit(new Write.Delete("/a", Expect.modRevision(first))))
                .isEqualTo(new Commit.Conflict(0, entry("/a")));
        assertThat(store.revision()).isEqualTo(second);
        done(new Write.Delete("/a", Expect.modRevision(second)));
        assertThat(commit(put("/a", "four", Expect.modRevision(second)))).isEqualTo(new Commit.Conflict(0, null));
        assertThat(commit(new Write.Delete("/a", Expect.modRevision(second)))).isEqualTo(new Commit.Conflict(0, null));
    }

    @Test
    void doneCarriesWhatWasReplaced() throws Exception {
        done(put("/a", "one"), put("/b", "two"));
        Entry a = entry("/a");
        Entry b = entry("/b");
        Commit commit = commit(put("/a", "three"), delete("/b"), put("/c", "four"), delete("/d"));
        assertThat(commit).isInstanceOf(Commit.Done.class);
        var previous = new ArrayList<Entry>();
        previous.add(a);
        previous.add(b);
        previous.add(null);
        previous.add(null);
        assertThat(((Commit.Done) commit).previous()).isEqualTo(previous);
    }

    @Test
    void aBatchHasOneRevision() throws Exception {
        long revision = done(put("/a", "one"), put("/b", "two"), put("/c", "three"));
        assertThat(revision).isEqualTo(base + 1);
        assertThat(store.range(ALL, 0, 0).entries()).allMatch(e -> e.modRevision() == revision);
    }

    @Test
    void aBatchHappensWholeOrNotAtAll() throws Exception {
        done(put("/b", "here"));
        long before = store.revision();
        Commit commit = commit(put("/a", "one"), put("/b", "two", Expect.absent()), delete("/c"));
        assertThat(commit).isEqualTo(new Commit.Conflict(1, entry("/b")));
        assertThat(store.revision()).isEqualTo(before);
        assertThat(store.get("/a")).isNull();
        assertThat(text(store.get("/b"))).isEqualTo("here");
    }

    @Test
    void theFirstExpectationThatFailsIsNamed() throws Exception {
        assertThat(commit(
                        put("/a", "one"),
                        put("/b", "two", Expect.modRevision(1)),
                        put("/c", "three", Expect.modRevision(1))))
                .isEqualTo(new Commit.Conflict(1, null));
    }

    @Test
    void aCommitThatChangesNothingTakesNoRevision() throws Exception {
        long before = done(put("/a", "one"));
        assertThat(done(delete("/b"), new Write.Delete("/c", Expect.absent()))).isEqualTo(before);
        assertThat(store.revision()).isEqualTo(before);
        done(put("/a", "one"));
        assertThat(store.revision()).as("the same value again is a change").isEqualTo(before + 1);
    }

    @Test
    void wrongCommitsAreTheCallersMistake() {
        illegal(() -> store.commit(List.of(), Provenance.NONE));
        illegal(() -> done(put("/a", "one"), delete("/a")));
        illegal(() -> done(put("", "one")));
        illegal(() -> done(put("/half\ud800", "one")));
    }

    @Test
    void limitsAreNamedWhenTheyAreExceeded() throws Exception {
        var many = new ArrayList<Write>();
        for (int i = 0; i <= store.limits().writesPerCommitMax(); i++) {
            many.add(put("/many/" + i, "x"));
        }
        var writes = refused(StoreException.TooLarge.class, () -> store.commit(many, Provenance.NONE));
        assertThat(writes.limit()).isEqualTo(store.limits().writesPerCommitMax());
        many.removeLast();
        assertThat(store.commit(many, Provenance.NONE)).isInstanceOf(Commit.Done.class);
        assertThat(store.range(ALL, 0, 0).entries()).hasSize(many.size());

        int bytesMax = store.limits().commitBytesMax();
        var tooLarge = new Write.Put("/large", new byte[bytesMax - 5], Expect.any(), null);
        var bytes = refused(StoreException.TooLarge.class, () -> done(tooLarge));
        assertThat(bytes.size()).isEqualTo(bytesMax + 1L);
        assertThat(bytes.limit()).isEqualTo(bytesMax);
        done(new Write.Put("/large", new byte[bytesMax - 6], Expect.any(), null));
        assertThat(entry("/large").value()).hasSize(bytesMax - 6);
    }

    @Test
    void aClosedStoreIsUnavailable() throws Exception {
        done(put("/a", "one"));
        store.close();
        store.close();
        refused(StoreException.Unavailable.class, () -> store.get("/a"));
        refused(StoreException.Unavailable.class, () -> store.revision());
        refused(StoreException.Unavailable.class, () -> store.range(ALL, 0, 0));
        refused(StoreException.Unavailable.class, () -> done(put("/a", "two")));
        refused(StoreException.Unavailable.class, () -> store.compact(1));
        refused(StoreException.Unavailable.class, () -> store.statistics());
        refused(StoreException.Unavailable.class, () -> store.watch(ALL, 0, new RecordingSink()));
    }

    @Test
    void statisticsSayWhereTheStoreStands() throws Exception {
        var value = new byte[10_000];
        long revision = done(new Write.Put("/a", value, Expect.any(), null));
        var sink = new RecordingSink();
        try (var handle = store.watch(ALL, 0, sink)) {
            assertThat(handle).isNotNull();
            var statistics = store.statistics();
            assertThat(statistics.revision()).isEqualTo(revision);
            assertThat(statistics.sizeBytes()).isGreaterThanOrEqualTo(statistics.usedBytes());
            assertThat(statistics.usedBytes()).isGreaterThanOrEqualTo(10_000);
            assertThat(statistics.watches()).isEqualTo(1);
        }
        assertThat(store.statistics().watches()).isZero();
    }
}
