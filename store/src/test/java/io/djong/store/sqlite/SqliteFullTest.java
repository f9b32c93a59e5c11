package io.djong.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No room: the write is refused as [StoreException.Full], nothing that was acknowledged is lost, and
/// writing goes on when there is room.
final class SqliteFullTest {
    private final RealEnvironment env = RealEnvironment.create();

    @TempDir
    Path folder;

    @AfterEach
    void closeEnvironment() {
        env.close();
    }

    private static Write put(String key, byte[] value) {
        return new Write.Put(key, value, Expect.any(), null);
    }

    /// Writes until the store is full; returns what was acknowledged.
    private static Map<String, byte[]> fill(SqliteStore store) throws Exception {
        var acknowledged = new TreeMap<String, byte[]>();
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            var value = new byte[8000];
            random.nextBytes(value);
            String key = "/k%05d".formatted(i);
            try {
                store.commit(List.of(put(key, value)), Provenance.NONE);
            } catch (StoreException.Full e) {
                return acknowledged;
            }
            acknowledged.put(key, value);
        }
        throw new AssertionError("never full");
    }

    private static void check(SqliteStore store, Map<String, byte[]> acknowledged) throws Exception {
        var entries = store.range(KeyRange.prefix("/k"), 0, 0).entries();
        assertThat(entries).extracting(Entry::key).containsExactlyElementsOf(acknowledged.keySet());
        for (Entry entry : entries) {
            assertThat(entry.value()).isEqualTo(acknowledged.get(entry.key()));
        }
    }

    @Test
    void aFullDatabaseRefusesAndRecovers() throws Exception {
        var options = SqliteOptions.defaults().withPagesMax(500);
        Map<String, byte[]> acknowledged;
        try (var store = SqliteStore.open(env, folder, options)) {
            acknowledged = fill(store);
            long revision = store.revision();
            assertThat(revision).isEqualTo(acknowledged.size() + 1);
            check(store, acknowledged);
        }
        try (var store = SqliteStore.open(env, folder, SqliteOptions.defaults())) {
            check(store, acknowledged);
            store.commit(List.of(put("/more", new byte[100_000])), Provenance.NONE);
        }
    }

    @Test
    void aFullDiskRefusesAndRecovers() throws Exception {
        assumeThat(System.getProperty("user.name")).as("mounting needs root").isEqualTo("root");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        try {
            var options = SqliteOptions.defaults().withWal(512 << 10, 1 << 20);
            Map<String, byte[]> acknowledged;
            Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
            try (var store = SqliteStore.open(env, disk.resolve("store"), options)) {
                acknowledged = fill(store);
                assertThat(acknowledged).hasSizeGreaterThan(50);
                check(store, acknowledged);
                Files.delete(ballast);
                var value = new byte[8000];
                store.commit(List.of(put("/k99999", value)), Provenance.NONE);
                acknowledged.put("/k99999", value);
                check(store, acknowledged);
            }
            try (var store = SqliteStore.open(env, disk.resolve("store"), options)) {
                check(store, acknowledged);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
