package io.djong.store.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.RecordingSink;
import io.djong.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The hub with a ring so small that watchers fall out of it.
final class WatchHubTest {
    private final List<Batch> history = new ArrayList<>();
    private long compacted;
    private int logReads;

    private EventLog.Page read(KeyRange range, long from, long to) throws StoreException {
        logReads++;
        if (from <= compacted) {
            throw new StoreException.Compacted(from, compacted);
        }
        Batch batch = history.get((int) from - 1);
        return new EventLog.Page(
                batch.events().stream().filter(e -> range.contains(e.key())).toList(), from);
    }

    private void publish(WatchHub hub, int count) {
        for (int i = 0; i < count; i++) {
            long revision = history.size() + 1L;
            var entry = new Entry("/k" + revision % 3, new byte[10], revision, revision, 1, false);
            history.add(new Batch(revision, List.of(new Event.Put(entry, null))));
            hub.publish(List.of(history.getLast()));
        }
    }

    @Test
    void whoFallsOutOfTheRingReadsTheLog() throws Exception {
        for (long seed = 1; seed <= 50; seed++) {
            history.clear();
            logReads = 0;
            try (var env = VirtualEnvironment.sealed(seed)) {
                env.run(() -> {
                    var hub = new WatchHub(env, this::read, 0, 4, 1000);
                    var all = new RecordingSink();
                    var some = new RecordingSink();
                    hub.watch(KeyRange.all(), 1, all);
                    hub.watch(KeyRange.single("/k1"), 1, some);
                    publish(hub, 30);
                    assertThat(all.awaitRevision(30)).hasSize(30);
                    assertThat(some.awaitRevision(30)).hasSize(10);
                    publish(hub, 3);
                    assertThat(all.awaitRevision(33)).hasSize(33);
                    hub.close();
                });
            }
            assertThat(logReads).isPositive();
        }
    }

    @Test
    void theRingIsBoundedByBytesToo() throws Exception {
        try (var env = VirtualEnvironment.sealed(1)) {
            env.run(() -> {
                var hub = new WatchHub(env, this::read, 0, 64, 35);
                publish(hub, 30);
                var recent = new RecordingSink();
                hub.watch(KeyRange.all(), 28, recent);
                recent.awaitRevision(30);
                assertThat(logReads).isZero();
                var older = new RecordingSink();
                hub.watch(KeyRange.all(), 27, older);
                assertThat(older.awaitRevision(30)).hasSize(4);
                assertThat(logReads).isPositive();
                hub.close();
            });
        }
    }

    @Test
    void whoIsBehindTheCompactionFails() throws Exception {
        try (var env = VirtualEnvironment.sealed(1)) {
            env.run(() -> {
                var hub = new WatchHub(env, this::read, 0, 4, 1000);
                var sink = new RecordingSink();
                hub.watch(KeyRange.all(), 1, sink);
                publish(hub, 10);
                compacted = 3;
                assertThat(sink.awaitFailure()).isInstanceOf(StoreException.Compacted.class);
                assertThat(hub.watches()).isZero();
            });
        }
    }

    @Test
    void aFailureEndsEveryWatchAndRefusesNewOnes() throws Exception {
        try (var env = VirtualEnvironment.sealed(1)) {
            env.run(() -> {
                var hub = new WatchHub(env, this::read, 0);
                var sink = new RecordingSink();
                hub.watch(KeyRange.all(), 0, sink);
                var corrupt = new StoreException.Corrupt("a bit fell over", null);
                hub.fail(corrupt);
                assertThat(sink.awaitFailure()).isSameAs(corrupt);
                assertThatThrownBy(() -> hub.watch(KeyRange.all(), 0, sink)).isSameAs(corrupt);
            });
        }
    }
}
