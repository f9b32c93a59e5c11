package io.djong.store.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.Commit;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Range;
import io.djong.store.StoreException;
import io.djong.store.StoreModel;
import io.djong.store.Write;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever threads do at once, there is an order of their calls in which [StoreModel] gives the same
/// answers.
@Param(name = "key", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public class MemoryStoreLincheck {
    private final MemoryStore store = new MemoryStore(VirtualEnvironment.open(1));

    @Operation
    public String create(@Param(name = "key") int key, @Param(name = "value") int value) throws Exception {
        return show(store.commit(List.of(put(key, value, Expect.absent())), Provenance.NONE));
    }

    @Operation
    public String putBoth(@Param(name = "value") int value) throws Exception {
        return show(store.commit(List.of(put(1, value, Expect.any()), put(2, value, Expect.any())), Provenance.NONE));
    }

    @Operation
    public String replace(@Param(name = "key") int key, @Param(name = "value") int revision) throws Exception {
        return show(store.commit(List.of(put(key, 9, Expect.modRevision(revision))), Provenance.NONE));
    }

    @Operation
    public String delete(@Param(name = "key") int key) throws Exception {
        return show(store.commit(List.of(new Write.Delete("/" + key, Expect.any())), Provenance.NONE));
    }

    @Operation
    public String get(@Param(name = "key") int key) throws Exception {
        return show(store.get("/" + key));
    }

    @Operation
    public String range() throws Exception {
        return show(store.range(KeyRange.all(), 0, 0));
    }

    @Operation
    public long revision() throws Exception {
        return store.revision();
    }

    @Operation
    public String compact(@Param(name = "value") int revision) {
        try {
            store.compact(revision);
            return "compacted";
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void everyHistoryIsOneOfTheModels() {
        new StressOptions()
                .sequentialSpecification(Model.class)
                .iterations(30)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .check(MemoryStoreLincheck.class);
    }

    /// The same calls on the model, one after another.
    public static final class Model {
        private final StoreModel store = new StoreModel(1);

        public String create(int key, int value) {
            return show(store.commit(List.of(put(key, value, Expect.absent()))));
        }

        public String putBoth(int value) {
            return show(store.commit(List.of(put(1, value, Expect.any()), put(2, value, Expect.any()))));
        }

        public String replace(int key, int revision) {
            return show(store.commit(List.of(put(key, 9, Expect.modRevision(revision)))));
        }

        public String delete(int key) {
            return show(store.commit(List.of(new Write.Delete("/" + key, Expect.any()))));
        }

        public String get(int key) {
            return show(store.get("/" + key));
        }

        public String range() throws Exception {
            return show(store.range(KeyRange.all(), 0, 0));
        }

        public long revision() {
            return store.revision();
        }

        public String compact(int revision) {
            try {
                store.compact(revision);
                return "compacted";
            } catch (StoreException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static Write put(int key, int value, Expect expect) {
        return new Write.Put("/" + key, Integer.toString(value).getBytes(UTF_8), expect, null);
    }

    private static String show(Commit commit) {
        return switch (commit) {
            case Commit.Done(var revision, var previous) ->
                "done at " + revision + " over "
                        + previous.stream().map(MemoryStoreLincheck::show).toList();
            case Commit.Conflict(var index, var current) -> "conflict at " + index + " with " + show(current);
        };
    }

    private static String show(@Nullable Entry entry) {
        return entry == null ? "nothing" : entry + " = " + new String(entry.value(), UTF_8);
    }

    private static String show(Range range) {
        return range.revision() + ": "
                + range.entries().stream().map(MemoryStoreLincheck::show).toList();
    }
}
