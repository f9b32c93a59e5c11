package io.djong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Watches: ordered, unique, atomic, reliable, resumable, and each at its own pace.
public abstract class WatchContract extends StoreContract {
    @Test
    void aWatchSeesWhatComesAfterItBegan() throws Exception {
        done(put("/a", "before"));
        var sink = watch(ALL, 0);
        Entry before = entry("/a");
        done(put("/a", "1"));
        Entry one = entry("/a");
        done(put("/b", "2"));
        Entry two = entry("/b");
        long last = done(delete("/a"));
        assertThat(sink.awaitRevision(last))
                .containsExactly(new Event.Put(one, before), new Event.Put(two, null), new Event.Delete(last, one));
    }

    @Test
    void aWatchFromThePastSeesTheHistoryOnce() throws Exception {
        done(put("/a", "1"));
        Entry one = entry("/a");
        long second = done(put("/a", "2"));
        Entry two = entry("/a");
        done(delete("/a"));
        var sink = watch(ALL, second);
        long last = done(put("/a", "3"));
        Entry three = entry("/a");
        assertThat(sink.awaitRevision(last))
                .containsExactly(
                        new Event.Put(two, one), new Event.Delete(second + 1, two), new Event.Put(three, null));
    }

    @Test
    void aListThenAWatchMissesNothing() throws Exception {
        done(put("/a", "1"));
        var range = store.range(ALL, 0, 0);
        long next = done(put("/b", "2"));
        var sink = watch(ALL, range.revision() + 1);
        assertThat(sink.awaitRevision(next)).extracting(Event::key).containsExactly("/b");
    }

    @Test
    void onlyTheRangeIsSeenAndProgressTellsOfTheRest() throws Exception {
        var pods = watch(KeyRange.prefix("/pods/"), 0);
        var one = watch(KeyRange.single("/pods/a"), base + 1);
        done(put("/pods/a", "1"), put("/nodes/a", "1"), put("/pods/b", "1"));
        done(put("/pods0", "1"), put("/pod", "1"));
        long last = done(put("/nodes/a", "2"));
        assertThat(pods.awaitRevision(last)).extracting(Event::key).containsExactly("/pods/a", "/pods/b");
        assertThat(one.awaitRevision(last)).extracting(Event::key).containsExactly("/pods/a");
        assertThat(pods.progress()).last().isEqualTo(last);
        assertThat(one.progress()).last().isEqualTo(last);
    }

    @Test
    void aBatchArrivesTogetherInTheOrderOfItsWrites() throws Exception {
        var calls = new ArrayList<List<Event>>();
        var sink = new RecordingSink() {
            @Override
            public void events(List<Event> batch) {
                calls.add(batch);
                super.events(batch);
            }
        };
        store.watch(ALL, 0, sink);
        done(put("/c", "1"));
        long last = done(put("/b", "1"), delete("/c"), put("/a", "1"), delete("/nothing"));
        sink.awaitRevision(last);
        assertThat(calls.getLast().stream().filter(e -> e.revision() == last).map(Event::key))
                .containsExactly("/b", "/c", "/a");
    }

    @Test
    void aWatchResumesFromAnyRevision() throws Exception {
        for (int i = 0; i < 30; i++) {
            done(put("/k" + i % 7, "v" + i));
        }
        var whole = watch(ALL, base + 1).awaitRevision(base + 30);
        assertThat(whole).hasSize(30);
        for (int from = 1; from <= 30; from++) {
            assertThat(watch(ALL, base + from).awaitRevision(base + 30)).isEqualTo(whole.subList(from - 1, 30));
        }
    }

    @Test
    void theFutureAndTheCompactedPastAreRefused() throws Exception {
        done(put("/a", "1"));
        long kept = done(put("/a", "2"));
        Entry two = entry("/a");
        long last = done(put("/a", "3"));
        store.compact(kept);
        refused(StoreException.FutureRevision.class, () -> watch(ALL, last + 2));
        refused(StoreException.Compacted.class, () -> watch(ALL, kept - 1));
        var refused = refused(StoreException.Compacted.class, () -> watch(ALL, kept));
        assertThat(refused.compactedRevision()).isEqualTo(kept);
        assertThat(watch(ALL, kept + 1).awaitRevision(last))
                .as("the previous value outlives the compaction")
                .containsExactly(new Event.Put(entry("/a"), two));
        watch(ALL, last + 1);
    }

    @Test
    void aSlowWatcherDelaysNobodyAndMissesNothing() throws Exception {
        var gate = new CountDownLatch(1);
        var slow = new RecordingSink() {
            @Override
            public void events(List<Event> batch) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                super.events(batch);
            }
        };
        store.watch(ALL, 0, slow);
        var quick = watch(ALL, 0);
        long last = 0;
        for (int i = 0; i < 300; i++) {
            last = done(put("/k" + i % 10, "v" + i));
        }
        assertThat(quick.awaitRevision(last)).hasSize(300);
        assertThat(slow.events()).isEmpty();
        gate.countDown();
        assertThat(slow.awaitRevision(last)).isEqualTo(quick.events());
    }

    @Test
    void aSinkThatThrowsEndsItsWatchAlone() throws Exception {
        var calls = new AtomicInteger();
        var thrown = new CountDownLatch(1);
        store.watch(ALL, 0, new RecordingSink() {
            @Override
            public void events(List<Event> batch) {
                calls.incrementAndGet();
                thrown.countDown();
                throw new IllegalStateException("thrown by a test, on purpose");
            }
        });
        var other = watch(ALL, 0);
        done(put("/a", "1"));
        thrown.await();
        long last = done(put("/a", "2"));
        assertThat(other.awaitRevision(last)).hasSize(2);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aClosedWatchIsSilent() throws Exception {
        var sink = new RecordingSink();
        var other = watch(ALL, 0);
        var handle = store.watch(ALL, 0, sink);
        long seen = done(put("/a", "1"));
        sink.awaitRevision(seen);
        handle.close();
        handle.close();
        other.awaitRevision(done(put("/a", "2")));
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void aWatchMayBeClosedFromWithinItsSink() throws Exception {
        var handles = new ArrayList<WatchHandle>();
        var closed = new CountDownLatch(1);
        var sink = new RecordingSink() {
            @Override
            public void events(List<Event> batch) {
                super.events(batch);
                handles.getFirst().close();
                closed.countDown();
            }
        };
        handles.add(store.watch(ALL, 0, sink));
        done(put("/a", "1"));
        closed.await();
        watch(ALL, base + 1).awaitRevision(done(put("/a", "2")));
        assertThat(sink.events()).hasSize(1);
    }

    @Test
    void closingTheStoreEndsWatchesSilently() throws Exception {
        var sink = watch(ALL, 0);
        sink.awaitRevision(done(put("/a", "1")));
        store.close();
        assertThat(sink.events()).hasSize(1);
        assertThat(sink.failed()).isFalse();
    }
}
