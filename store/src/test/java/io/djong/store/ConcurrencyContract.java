package io.djong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many at once: no update is lost, no reader sees half a commit, every watcher sees one history.
public abstract class ConcurrencyContract extends StoreContract {
    private static final int WRITERS = 8;
    private static final int RAISES = 40;

    @Test
    void noUpdateIsLost() throws Exception {
        inParallel(WRITERS, writer -> {
            for (int i = 0; i < RAISES; i++) {
                raise("/counter/" + i % 3);
            }
        });
        long sum = 0;
        for (Entry entry : store.range(KeyRange.prefix("/counter/"), 0, 0).entries()) {
            long count = Long.parseLong(text(entry));
            assertThat(entry.version()).isEqualTo(count);
            sum += count;
        }
        assertThat(sum).isEqualTo(WRITERS * RAISES);
        assertThat(store.revision()).isEqualTo(base + WRITERS * RAISES);
    }

    @Test
    void everyWatcherSeesTheSameHistoryWhileItIsWritten() throws Exception {
        var sinks = new ArrayList<RecordingSink>();
        inParallel(WRITERS, writer -> {
            for (int i = 0; i < RAISES; i++) {
                done(put("/w" + writer + "/" + i % 5, "v" + i), put("/last", writer + ":" + i));
                if (i % 10 == writer) {
                    var sink = watch(ALL, base + 1);
                    synchronized (sinks) {
                        sinks.add(sink);
                    }
                }
            }
        });
        long last = store.revision();
        assertThat(last).isEqualTo(base + WRITERS * RAISES);
        var history = sinks.getFirst().awaitRevision(last);
        assertThat(history).hasSize(2 * WRITERS * RAISES);
        for (RecordingSink sink : sinks) {
            assertThat(sink.awaitRevision(last)).isEqualTo(history);
        }
        var replayed = new TreeMap<String, Entry>(KeyRange::compare);
        for (Event event : history) {
            Entry before = event instanceof Event.Put put
                    ? replayed.put(put.key(), put.entry())
                    : replayed.remove(event.key());
            assertThat(event.previous()).isEqualTo(before);
        }
        assertThat(store.range(ALL, 0, 0).entries()).isEqualTo(List.copyOf(replayed.values()));
    }

    @Test
    void aReaderSeesWholeCommitsAndNeverGoesBack() throws Exception {
        done(put("/left", "0"), put("/right", "0"));
        inParallel(4, worker -> {
            long seen = 0;
            for (int i = 1; i <= 60; i++) {
                if (worker == 0) {
                    done(put("/left", "" + i), put("/right", "" + i));
                    continue;
                }
                var range = store.range(ALL, 0, 0);
                assertThat(values(range).getFirst()).isEqualTo(values(range).getLast());
                assertThat(range.revision()).isGreaterThanOrEqualTo(seen);
                assertThat(store.revision()).isGreaterThanOrEqualTo(range.revision());
                assertThat(store.range(ALL, range.revision(), 0)).isEqualTo(range);
                long left = entry("/left").modRevision();
                assertThat(left).isGreaterThanOrEqualTo(range.revision());
                seen = store.revision();
                assertThat(seen).isGreaterThanOrEqualTo(left);
            }
        });
    }

    @Test
    void oneOfManyCreatorsWins() throws Exception {
        var winners = new ArrayList<Integer>();
        inParallel(WRITERS, writer -> {
            if (commit(put("/leader", "" + writer, Expect.absent())) instanceof Commit.Done) {
                synchronized (winners) {
                    winners.add(writer);
                }
            }
        });
        assertThat(winners).hasSize(1);
        assertThat(text(store.get("/leader"))).isEqualTo("" + winners.getFirst());
    }

    private void raise(String key) throws Exception {
        Entry current = store.get(key);
        while (true) {
            long count = current == null ? 1 : Long.parseLong(text(current)) + 1;
            Expect expect = current == null ? Expect.absent() : Expect.modRevision(current.modRevision());
            switch (commit(put(key, Long.toString(count), expect))) {
                case Commit.Done done -> {
                    return;
                }
                case Commit.Conflict conflict -> current = conflict.current();
            }
        }
    }

    /// Runs the body so many times at once, each with its number.
    protected void inParallel(int count, Body body) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<?> work = () -> {
                    body.run(number);
                    return null;
                };
                running.add(threads.submit(work));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
    }

    /// What one of several threads does.
    @FunctionalInterface
    protected interface Body {
        void run(int number) throws Exception;
    }
}
