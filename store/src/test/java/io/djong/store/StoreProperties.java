package io.djong.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random histories, made on an engine and on [StoreModel] side by side: every answer must be the same. A
/// failure names its seed.
public abstract class StoreProperties {
    private static final List<String> KEYS =
            List.of("/a", "/a/", "/a/b", "/a0", "/b", "/b/c", "/b/d", "/c", "/\uff5e", "/\ud83d\ude00", "/z", "/zz");

    /// A store without entries, its latest revision not compacted.
    protected abstract Store emptyStore() throws Exception;

    /// The same store after its process ended and began again, where that means something.
    protected Store reopened(Store store) throws Exception {
        return store;
    }

    /// How many histories.
    protected int seeds() {
        return 40;
    }

    /// Commits and questions in each.
    protected int steps() {
        return 120;
    }

    @Test
    final void everyAnswerIsTheModels() throws Exception {
        for (long seed = 1; seed <= seeds(); seed++) {
            try (var history = new History(this, seed)) {
                history.play(steps());
            } catch (AssertionError | Exception e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /// One random history.
    private static final class History implements AutoCloseable {
        private final StoreProperties engine;
        private final RandomGenerator random;
        private final StoreModel model;
        private final long base;
        private final List<Followed> followed = new ArrayList<>();
        private Store store;

        History(StoreProperties engine, long seed) throws Exception {
            this.engine = engine;
            random = new Random(seed);
            store = engine.emptyStore();
            base = store.revision();
            model = new StoreModel(base);
            if (base > 1) { // the store has a past that the model does not know
                store.compact(base);
                model.compact(base);
            }
        }

        void play(int steps) throws Exception {
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(20)) {
                    case 0, 1 -> get();
                    case 2, 3, 4, 5 -> range();
                    case 6 -> compact();
                    case 7, 8 -> watch();
                    case 9 -> {
                        if (random.nextInt(4) == 0) {
                            checkWatches();
                            store = engine.reopened(store);
                        }
                    }
                    default -> commit();
                }
                assertThat(store.revision()).isEqualTo(model.revision());
            }
            checkWatches();
        }

        private void commit() throws Exception {
            var writes = new ArrayList<Write>();
            var keys = new ArrayList<>(KEYS);
            for (int count = 1 + Math.max(0, random.nextInt(8) - 4); count > 0; count--) {
                String key = keys.remove(random.nextInt(keys.size()));
                if (random.nextInt(4) == 0) {
                    writes.add(new Write.Delete(key, expect(key)));
                } else {
                    byte[] value = ("v" + random.nextInt(1000))
                            .repeat(random.nextInt(200))
                            .getBytes(UTF_8);
                    writes.add(new Write.Put(
                            key, value, expect(key), random.nextInt(8) == 0 ? Duration.ofHours(9) : null));
                }
            }
            assertThat(store.commit(writes, new Provenance("u" + random.nextInt(3), "", "")))
                    .isEqualTo(model.commit(writes));
        }

        private Expect expect(String key) {
            Entry current = model.get(key);
            return switch (random.nextInt(6)) {
                case 0, 1 -> Expect.any();
                case 2 -> Expect.absent();
                case 3 -> Expect.modRevision(1 + random.nextLong(model.revision()));
                default -> current == null ? Expect.absent() : Expect.modRevision(current.modRevision());
            };
        }

        private void get() throws Exception {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            assertThat(store.get(key)).isEqualTo(model.get(key));
        }

        private void range() throws Exception {
            KeyRange range = keyRange();
            long revision = random.nextInt(3) == 0 ? 0 : Math.max(1, someRevision());
            int limit = random.nextInt(4);
            assertThat(answer(() -> store.range(range, revision, limit)))
                    .isEqualTo(answer(() -> model.range(range, revision, limit)));
        }

        private void compact() throws Exception {
            long revision = random.nextInt(3) == 0 ? model.revision() : Math.max(1, someRevision());
            assertThat(answer(() -> {
                        store.compact(revision);
                        return "";
                    }))
                    .isEqualTo(answer(() -> {
                        model.compact(revision);
                        return "";
                    }));
            if (random.nextInt(4) == 0) {
                checkWatches();
            }
        }

        private void watch() throws Exception {
            KeyRange range = keyRange();
            long from = Math.max(1, someRevision());
            var sink = new RecordingSink();
            Object refusal = answer(() -> {
                store.watch(range, from, sink);
                return "";
            });
            Object expected = answer(() -> {
                model.watch(range, from);
                return "";
            });
            assertThat(refusal).isEqualTo(expected);
            if (refusal.equals("")) {
                followed.add(new Followed(range, from, sink));
                if (random.nextInt(2) == 0) {
                    checkWatches();
                }
            }
        }

        /// Watches are compared before the model compacts what they began with.
        private void checkWatches() throws Exception {
            for (Followed watch : followed) {
                if (watch.from > model.compacted()) {
                    assertThat(watch.sink.awaitRevision(model.revision()))
                            .isEqualTo(model.watch(watch.range, watch.from));
                }
            }
            followed.clear();
        }

        private long someRevision() {
            return base - 1 + random.nextLong(model.revision() - base + 4);
        }

        private KeyRange keyRange() {
            String from = KEYS.get(random.nextInt(KEYS.size()));
            return switch (random.nextInt(5)) {
                case 0 -> KeyRange.prefix("/");
                case 1 -> KeyRange.single(from);
                case 2 -> KeyRange.prefix(from);
                case 3 -> new KeyRange(from, "");
                default -> new KeyRange(from, KEYS.get(random.nextInt(KEYS.size())));
            };
        }

        private static Object answer(Question question) throws Exception {
            try {
                return question.ask();
            } catch (StoreException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private record Followed(KeyRange range, long from, RecordingSink sink) {}

    @FunctionalInterface
    private interface Question {
        Object ask() throws Exception;
    }
}
