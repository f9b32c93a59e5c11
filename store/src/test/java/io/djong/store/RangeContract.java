package io.djong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ranges: order, pages, the past, compaction.
public abstract class RangeContract extends StoreContract {
    @Test
    void aRangeIsInTheOrderOfUtf8() throws Exception {
        // U+FF5E is after the surrogates in UTF-16 and before U+1F600 in UTF-8
        var keys = List.of("/", "/A", "/a", "/a/b", "/aa", "/b", "/~", "/é", "/\uff5e", "/\ud83d\ude00");
        for (String key : keys.reversed()) {
            done(put(key, key));
        }
        assertThat(keys(store.range(ALL, 0, 0))).isEqualTo(keys);
        assertThat(keys(store.range(KeyRange.all(), 0, 0))).isEqualTo(keys);
        assertThat(keys(store.range(new KeyRange("/\uff5e", ""), 0, 0))).containsExactly("/\uff5e", "/\ud83d\ude00");
        assertThat(keys(store.range(new KeyRange("/a", "/\ud83d\ude00"), 0, 0)))
                .containsExactly("/a", "/a/b", "/aa", "/b", "/~", "/é", "/\uff5e");
    }

    @Test
    void aRangeHasItsFirstKeyAndNotItsLast() throws Exception {
        done(put("/a", "1"), put("/b", "2"), put("/b/c", "3"), put("/c", "4"));
        assertThat(keys(store.range(new KeyRange("/b", "/c"), 0, 0))).containsExactly("/b", "/b/c");
        assertThat(keys(store.range(KeyRange.prefix("/b/"), 0, 0))).containsExactly("/b/c");
        assertThat(keys(store.range(KeyRange.single("/b"), 0, 0))).containsExactly("/b");
        assertThat(keys(store.range(new KeyRange("/c", "/b"), 0, 0))).isEmpty();
        assertThat(keys(store.range(new KeyRange("/b", "/b"), 0, 0))).isEmpty();
        var nothing = store.range(KeyRange.prefix("/x/"), 0, 0);
        assertThat(nothing).isEqualTo(new Range(List.of(), base + 1, 0));
    }

    @Test
    void pagesOfOneRevisionFitTogether() throws Exception {
        for (int i = 0; i < 25; i++) {
            done(put("/k%02d".formatted(i), "v" + i));
        }
        var all = store.range(ALL, 0, 0);
        var keys = new ArrayList<String>();
        var range = ALL;
        while (true) {
            var page = store.range(range, all.revision(), 10);
            assertThat(page.revision()).isEqualTo(all.revision());
            keys.addAll(keys(page));
            assertThat(page.remainingCount()).isEqualTo(25 - keys.size());
            if (page.remainingCount() == 0) {
                break;
            }
            range = range.after(keys.getLast());
            done(put("/k00+" + keys.size(), "new"), put("/k20", "changed"), delete("/k21"), put("/k99", "new"));
        }
        assertThat(keys).isEqualTo(keys(all)).hasSize(25);
    }

    @Test
    void thePastCanBeRead() throws Exception {
        long first = done(put("/a", "1"), put("/b", "2"));
        long second = done(put("/a", "3"));
        long third = done(delete("/b"), put("/c", "4"));
        long fourth = done(put("/b", "5"));
        assertThat(values(store.range(ALL, base, 0))).isEmpty();
        assertThat(values(store.range(ALL, first, 0))).containsExactly("1", "2");
        assertThat(values(store.range(ALL, second, 0))).containsExactly("3", "2");
        assertThat(values(store.range(ALL, third, 0))).containsExactly("3", "4");
        assertThat(values(store.range(ALL, fourth, 0))).containsExactly("3", "5", "4");
        assertThat(store.range(ALL, second, 1)).satisfies(page -> {
            assertThat(values(page)).containsExactly("3");
            assertThat(page.remainingCount()).isEqualTo(1);
            assertThat(page.revision()).isEqualTo(second);
        });
        assertThat(store.range(ALL, second, 0).entries().getFirst())
                .isEqualTo(new Entry("/a", bytes("3"), first, second, 2, false));
    }

    @Test
    void theFutureCannotBeRead() throws Exception {
        long now = done(put("/a", "1"));
        assertThat(store.range(ALL, now, 0).revision()).isEqualTo(now);
        var refused = refused(StoreException.FutureRevision.class, () -> store.range(ALL, now + 1, 0));
        assertThat(refused.requestedRevision()).isEqualTo(now + 1);
        assertThat(refused.revision()).isEqualTo(now);
        refused(StoreException.FutureRevision.class, () -> store.compact(now + 1));
    }

    @Test
    void compactionKeepsTheLatestAndEveryLaterRevision() throws Exception {
        done(put("/a", "1"), put("/b", "1"), put("/gone", "1"));
        done(put("/a", "2"));
        done(delete("/gone"));
        long kept = done(put("/a", "3"));
        long later = done(put("/a", "4"), delete("/b"));
        store.compact(kept);
        assertThat(values(store.range(ALL, kept, 0))).containsExactly("3", "1");
        assertThat(values(store.range(ALL, later, 0))).containsExactly("4");
        assertThat(values(store.range(ALL, 0, 0))).containsExactly("4");
        assertThat(entry("/a").version()).isEqualTo(4);
        var refused = refused(StoreException.Compacted.class, () -> store.range(ALL, kept - 1, 0));
        assertThat(refused.requestedRevision()).isEqualTo(kept - 1);
        assertThat(refused.compactedRevision()).isEqualTo(kept);
        assertThat(store.statistics().compactedRevision()).isEqualTo(kept);
    }

    @Test
    void compactingAgainOrEarlierChangesNothing() throws Exception {
        done(put("/a", "1"));
        long kept = done(put("/a", "2"));
        done(put("/a", "3"));
        store.compact(kept);
        store.compact(kept);
        store.compact(kept - 1);
        assertThat(values(store.range(ALL, kept, 0))).containsExactly("2");
    }

    @Test
    void compactingTheLatestRevisionKeepsItsNumber() throws Exception {
        done(put("/a", "1"), put("/b", "1"));
        long last = done(delete("/a"));
        store.compact(last);
        assertThat(store.revision()).isEqualTo(last);
        assertThat(keys(store.range(ALL, last, 0))).containsExactly("/b");
        long next = done(put("/a", "2", Expect.absent()));
        assertThat(next).isEqualTo(last + 1);
        assertThat(entry("/a").version()).isEqualTo(1);
        assertThat(entry("/b").version()).isEqualTo(1);
        assertThat(keys(store.range(ALL, last, 0))).containsExactly("/b");
        store.compact(next);
        assertThat(keys(store.range(ALL, next, 0))).containsExactly("/a", "/b");
    }

    @Test
    void aLargeRangeIsReadWhole() throws Exception {
        // more than 4 MiB, what gRPC takes in one message unless told otherwise
        var value = new byte[100_000];
        for (int i = 0; i < 60; i++) {
            value[0] = (byte) i;
            done(new Write.Put("/large/%02d".formatted(i), value.clone(), Expect.any(), null));
        }
        var range = store.range(KeyRange.prefix("/large/"), 0, 0);
        assertThat(range.entries()).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(range.entries().get(i).value()).hasSize(100_000);
            assertThat(range.entries().get(i).value()[0]).isEqualTo((byte) i);
        }
    }
}
