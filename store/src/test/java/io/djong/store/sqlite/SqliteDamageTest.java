package io.djong.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.RecordingSink;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not as they were written: a store says so and stops, or serves what was acknowledged;
/// it never serves anything else.
final class SqliteDamageTest {
    private static final String WAL = SqliteStore.FILE_NAME + "-wal";
    private static final int COMMITS = 60;

    private final RealEnvironment env = RealEnvironment.create();

    /// What stood in the store at each revision.
    private final Map<Long, List<Entry>> pictures = new HashMap<>();

    private long last;

    @TempDir
    Path root;

    @AfterEach
    void closeEnvironment() {
        env.close();
    }

    /// A store whose process was killed: database, and a log that has not been carried into it. Copied
    /// while the store is open, after its last sync.
    @BeforeEach
    void leaveAStoreBehind() throws Exception {
        Path live = root.resolve("live");
        var options = SqliteOptions.defaults().withWal(1 << 30, 1 << 30);
        try (var store = SqliteStore.open(env, live, options)) {
            for (int i = 0; i < COMMITS; i++) {
                var write = new Write.Put("/k" + i % 7, ("v" + i).repeat(i * 30).getBytes(UTF_8), Expect.any(), null);
                store.commit(List.of(write), Provenance.NONE);
                var range = store.range(KeyRange.all(), 0, 0);
                pictures.put(range.revision(), range.entries());
            }
            pictures.put(1L, List.of());
            last = store.revision();
            Path killed = Files.createDirectories(root.resolve("killed"));
            Files.copy(live.resolve(SqliteStore.FILE_NAME), killed.resolve(SqliteStore.FILE_NAME));
            Files.copy(live.resolve(WAL), killed.resolve(WAL));
        }
        try (var store = SqliteStore.open(env, copyOf("killed", "whole"), SqliteOptions.defaults())) {
            assertThat(store.revision()).isEqualTo(last);
        }
    }

    private Path copyOf(String from, String to) throws IOException {
        Path target = Files.createDirectories(root.resolve(to));
        for (String name : List.of(SqliteStore.FILE_NAME, WAL)) {
            Files.deleteIfExists(target.resolve(name));
            Files.deleteIfExists(target.resolve(SqliteStore.FILE_NAME + "-shm"));
            if (Files.exists(root.resolve(from).resolve(name))) {
                Files.copy(root.resolve(from).resolve(name), target.resolve(name));
            }
        }
        return target;
    }

    private static void flip(Path file, long at, int bit) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1 << bit)).rewind();
            channel.write(one, at);
        }
    }

    @Test
    void aLogThatWasCutHoldsAWholeEarlierState() throws Exception {
        long size = Files.size(root.resolve("killed").resolve(WAL));
        var random = new Random(1);
        for (int i = 0; i < 25; i++) {
            Path folder = copyOf("killed", "cut");
            try (var channel = FileChannel.open(folder.resolve(WAL), StandardOpenOption.WRITE)) {
                channel.truncate(random.nextLong(size));
            }
            try (var store = SqliteStore.open(env, folder, SqliteOptions.defaults())) {
                assertThat(store.range(KeyRange.all(), 0, 0).entries()).isEqualTo(pictures.get(store.revision()));
            }
        }
    }

    @Test
    void aBitThatFellOverInTheLogIsFoundUnlessItLooksLikeATornWrite() throws Exception {
        long size = Files.size(root.resolve("killed").resolve(WAL));
        var random = new Random(2);
        int found = 0;
        for (int i = 0; i < 60; i++) {
            Path folder = copyOf("killed", "flipped");
            long at = random.nextLong(size);
            flip(folder.resolve(WAL), at, random.nextInt(8));
            try (var store = SqliteStore.open(env, folder, SqliteOptions.defaults())) {
                assertThat(store.revision()).as("bit at %s of %s", at, size).isGreaterThanOrEqualTo(last - 2);
                assertThat(store.range(KeyRange.all(), 0, 0).entries()).isEqualTo(pictures.get(store.revision()));
            } catch (StoreException.Corrupt e) {
                assertThat(e).hasMessageContaining("is damaged at");
                found++;
            }
        }
        assertThat(found).isGreaterThan(50);
    }

    @Test
    void aBitThatFellOverInTheDatabaseIsFoundWhenItIsRead() throws Exception {
        // carry the log into the file
        SqliteStore.open(env, root.resolve("killed"), SqliteOptions.defaults()).close();
        assertThat(root.resolve("killed").resolve(WAL)).doesNotExist();
        long size = Files.size(root.resolve("killed").resolve(SqliteStore.FILE_NAME));
        var random = new Random(3);
        int found = 0;
        for (int i = 0; i < 80; i++) {
            Path folder = copyOf("killed", "rotten");
            long at = random.nextLong(size);
            flip(folder.resolve(SqliteStore.FILE_NAME), at, random.nextInt(8));
            try (var store = SqliteStore.open(env, folder, SqliteOptions.defaults())) {
                // the latest is right, or the damage is noticed
                assertThat(store.range(KeyRange.all(), 0, 0).entries())
                        .as("bit at %s of %s", at, size)
                        .isEqualTo(pictures.get(last));
                for (long revision = 1; revision <= last; revision++) {
                    assertThat(store.range(KeyRange.all(), revision, 0).entries())
                            .isEqualTo(pictures.get(revision));
                }
            } catch (StoreException.Corrupt | StoreException.Incompatible e) {
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void aStoreThatFindsDamageStops() throws Exception {
        SqliteStore.open(env, root.resolve("killed"), SqliteOptions.defaults()).close();
        Path file = root.resolve("killed").resolve(SqliteStore.FILE_NAME);
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = "v57v57".getBytes(UTF_8);
        for (int i = 0; i + wanted.length < bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                bytes[i] ^= 1;
            }
        }
        Files.write(file, bytes);
        try (var store = SqliteStore.open(env, root.resolve("killed"), SqliteOptions.defaults())) {
            var sink = new RecordingSink();
            store.watch(KeyRange.all(), 0, sink);
            assertThat(store.get("/k2")).isNotNull();
            assertThatThrownBy(() -> store.get("/k1")).isInstanceOf(StoreException.Corrupt.class);
            assertThat(sink.awaitFailure()).isInstanceOf(StoreException.Corrupt.class);
            assertThatThrownBy(() -> store.get("/k2")).isInstanceOf(StoreException.Corrupt.class);
            assertThatThrownBy(() -> store.commit(List.of(new Write.Delete("/k2", Expect.any())), Provenance.NONE))
                    .isInstanceOf(StoreException.Corrupt.class);
        }
    }
}
