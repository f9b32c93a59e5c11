package io.djong.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every engine must do, point by point as [Store] promises it. The parts are [CommitContract],
/// [RangeContract], [WatchContract], [ExpiryContract] and [ConcurrencyContract]; an engine's test nests
/// one class for each, which gives it an empty store.
public abstract class StoreContract {
    /// A key space of the test's own; nothing is in it before.
    protected static final KeyRange ALL = KeyRange.prefix("/");

    protected Store store;

    /// The revision at which the test began: 1 on engines that begin anew.
    protected long base;

    @SuppressWarnings("NullAway.Init") // set before each test
    protected StoreContract() {}

    /// A store without entries, its latest revision not compacted.
    protected abstract Store emptyStore() throws Exception;

    /// Lets so much time pass for lives to end, at least.
    protected void letTimePass(Duration atLeast) throws Exception {}

    @BeforeEach
    final void open() throws Exception {
        store = emptyStore();
        base = store.revision();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    protected static String text(@Nullable Entry entry) {
        return entry == null ? "" : new String(entry.value(), UTF_8);
    }

    protected static Write put(String key, String value) {
        return new Write.Put(key, bytes(value), Expect.any(), null);
    }

    protected static Write put(String key, String value, Expect expect) {
        return new Write.Put(key, bytes(value), expect, null);
    }

    protected static Write delete(String key) {
        return new Write.Delete(key, Expect.any());
    }

    /// Commits, and expects it to be done.
    protected long done(Write... writes) throws Exception {
        Commit commit = store.commit(List.of(writes), Provenance.NONE);
        assertThat(commit).isInstanceOf(Commit.Done.class);
        return ((Commit.Done) commit).revision();
    }

    protected Commit commit(Write... writes) throws Exception {
        return store.commit(List.of(writes), Provenance.NONE);
    }

    protected Entry entry(String key) throws Exception {
        Entry entry = store.get(key);
        assertThat(entry).isNotNull();
        return Objects.requireNonNull(entry);
    }

    protected static List<String> keys(Range range) {
        return range.entries().stream().map(Entry::key).toList();
    }

    protected static List<String> values(Range range) {
        return range.entries().stream().map(StoreContract::text).toList();
    }

    protected RecordingSink watch(KeyRange range, long fromRevision) throws Exception {
        var sink = new RecordingSink();
        store.watch(range, fromRevision, sink);
        return sink;
    }

    protected <T extends StoreException> T refused(Class<T> type, ThrowingCall call) {
        try {
            call.run();
        } catch (Exception e) {
            assertThat(e).isInstanceOf(type);
            return type.cast(e);
        }
        throw new AssertionError("not refused: " + type.getSimpleName());
    }

    protected static void illegal(ThrowingCall call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }

    /// Something that may throw.
    @FunctionalInterface
    protected interface ThrowingCall {
        void run() throws Exception;
    }
}
