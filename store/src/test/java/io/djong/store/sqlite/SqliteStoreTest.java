package io.djong.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Commit;
import io.djong.store.EngineContract;
import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.RecordingSink;
import io.djong.store.Store;
import io.djong.store.StoreContract;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract, and what this engine adds: a life after the process, a file that is refused when it is
/// not ours, snapshots.
final class SqliteStoreTest extends EngineContract {
    private final RealEnvironment env = RealEnvironment.create();

    @TempDir
    Path folder;

    @AfterEach
    void closeEnvironment() {
        env.close();
    }

    private SqliteStore open() throws Exception {
        return SqliteStore.open(env, folder, SqliteOptions.defaults());
    }

    @Override
    protected Store emptyStore() throws Exception {
        return open();
    }

    @Nested
    final class OnDisk extends StoreContract {
        @Override
        protected Store emptyStore() throws Exception {
            return open();
        }

        private void reopen() throws Exception {
            store.close();
            store = open();
        }

        @Test
        void aNewStoreStandsAtOne() {
            assertThat(base).isEqualTo(1);
        }

        @Test
        void everythingIsThereAfterAReopening() throws Exception {
            long first = done(put("/a", "1"), put("/b", "1"));
            long second = done(put("/a", "2"), delete("/b"));
            Entry a = entry("/a");
            store.compact(first);
            reopen();
            assertThat(store.revision()).isEqualTo(second);
            assertThat(store.get("/a")).isEqualTo(a);
            assertThat(values(store.range(ALL, first, 0))).containsExactly("1", "1");
            assertThat(watch(ALL, second).awaitRevision(second)).hasSize(2);
            refused(StoreException.Compacted.class, () -> watch(ALL, first));
            assertThat(done(put("/c", "3"))).isEqualTo(second + 1);
        }

        @Test
        void theRevisionDoesNotGoBackWhenItsRowIsCompacted() throws Exception {
            done(put("/a", "1"));
            long last = done(delete("/a"));
            store.compact(last);
            reopen();
            assertThat(store.revision()).isEqualTo(last);
            assertThat(done(put("/a", "2"))).isEqualTo(last + 1);
        }

        @Test
        void whatExpiredWhileItWasClosedGoesWhenItOpens() throws Exception {
            long put = done(new Write.Put("/a", bytes("1"), Expect.any(), Duration.ofSeconds(1)));
            Entry entry = entry("/a");
            store.close();
            try (var raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteStore.FILE_NAME))) {
                assertThat(raw.createStatement().executeUpdate("UPDATE latest SET expires_at = expires_at - 60000"))
                        .isEqualTo(1);
            }
            store = open();
            assertThat(watch(ALL, put + 1).awaitEvents(1)).containsExactly(new Event.Delete(put + 1, entry));
        }

        @Test
        void aSecondProcessIsKeptOut() {
            assertThat(refused(StoreException.Unavailable.class, SqliteStoreTest.this::open))
                    .hasMessage("the store in " + folder + " is in use by another process");
        }

        @Test
        void provenanceAndViewsAreForThePersonWithAShell() throws Exception {
            var who = new Provenance("ann", "kubectl-edit", "id-1");
            store.commit(List.of(put("/a", "1")), who);
            store.commit(List.of(delete("/a"), put("/b", "22")), Provenance.NONE);
            store.close();
            assertThat(rows("SELECT revision, change, key, user, field_manager, request_id, bytes FROM history"))
                    .containsExactly("2 put /a ann kubectl-edit id-1 1", "3 delete /a    0", "3 put /b    2");
            assertThat(rows("SELECT key, revision, version, bytes FROM entries"))
                    .containsExactly("/b 3 1 2");
        }

        @Test
        void aNewerFormatIsRefused() throws Exception {
            store.close();
            run("PRAGMA user_version = 7");
            assertThat(refused(StoreException.Incompatible.class, SqliteStoreTest.this::open))
                    .hasMessageContaining("was written by a newer Djong (file format 7, this one reads up to 1)");
        }

        @Test
        void anotherProgramsDatabaseIsRefused() throws Exception {
            store.close();
            run("PRAGMA application_id = 252006674");
            assertThat(refused(StoreException.Incompatible.class, SqliteStoreTest.this::open))
                    .hasMessageContaining("is a SQLite database of another program (application id 252006674)");
        }

        @Test
        void whatIsNoDatabaseIsCorrupt() throws Exception {
            store.close();
            Path file = folder.resolve(SqliteStore.FILE_NAME);
            Files.writeString(file, "not a database, but long enough to hold a header".repeat(10));
            assertThat(refused(StoreException.Corrupt.class, SqliteStoreTest.this::open))
                    .hasMessageContaining("is not a SQLite database");
            Files.writeString(file, "");
            refused(StoreException.Corrupt.class, SqliteStoreTest.this::open);
        }

        @Test
        void aHalfMadeFileIsMadeAgain() throws Exception {
            store.close();
            Path file = folder.resolve(SqliteStore.FILE_NAME);
            Files.move(file, file.resolveSibling(SqliteStore.FILE_NAME + ".new"));
            store = open();
            assertThat(store.revision()).isEqualTo(1);
        }

        @Test
        void aFolderThatCannotBeUsedIsNamed() throws Exception {
            Path taken = Files.writeString(folder.resolve("file"), "");
            assertThat(refused(
                            StoreException.Unavailable.class,
                            () -> SqliteStore.open(env, taken, SqliteOptions.defaults())))
                    .hasMessageContaining(taken.toString());
        }

        @Test
        void aSnapshotIsAStoreOfItsMoment() throws Exception {
            long first = done(put("/a", "1"));
            long second = done(put("/a", "2"));
            Path copy = Files.createDirectories(folder.resolve("copy")).resolve(SqliteStore.FILE_NAME);
            ((SqliteStore) store).snapshot(copy);
            done(put("/a", "3"));
            try (var other = SqliteStore.open(env, folder.resolve("copy"), SqliteOptions.defaults())) {
                assertThat(other.revision()).isEqualTo(second);
                assertThat(text(other.get("/a"))).isEqualTo("2");
                assertThat(values(other.range(ALL, first, 0))).containsExactly("1");
            }
            refused(StoreException.Unavailable.class, () -> ((SqliteStore) store).snapshot(copy));
        }

        @Test
        void aRestoredStoreDoesNotRepeatARevision() throws Exception {
            done(put("/a", "1"));
            long saved = done(put("/a", "2"));
            Path copy = folder.resolve("copy.sqlite");
            ((SqliteStore) store).snapshot(copy);
            long lost = done(put("/a", "lost"));
            Path again = folder.resolve("again");
            SqliteStore.restore(env, copy, again, 1000, SqliteOptions.defaults());
            try (var other = SqliteStore.open(env, again, SqliteOptions.defaults())) {
                assertThat(other.revision()).isEqualTo(saved + 1000).isGreaterThan(lost);
                Entry entry = other.get("/a");
                assertThat(text(entry)).isEqualTo("2");
                refused(StoreException.Compacted.class, () -> other.range(ALL, lost, 0));
                refused(StoreException.Compacted.class, () -> other.watch(ALL, lost, new RecordingSink()));
                assertThat(values(other.range(ALL, 0, 0))).containsExactly("2");
                assertThat(other.commit(List.of(put("/a", "3", Expect.modRevision(saved))), Provenance.NONE))
                        .isInstanceOf(Commit.Done.class);
                assertThat(other.revision()).isEqualTo(saved + 1001);
            }
            assertThat(refused(
                            StoreException.Unavailable.class,
                            () -> SqliteStore.restore(env, copy, again, 1, SqliteOptions.defaults())))
                    .hasMessageContaining("there is a store already");
            Files.write(copy, new byte[5000]);
            refused(
                    StoreException.Corrupt.class,
                    () -> SqliteStore.restore(env, copy, folder.resolve("third"), 1, SqliteOptions.defaults()));
        }

        @Test
        void compactionEmptiesTheLogAndItsPagesAreUsedAgain() throws Exception {
            for (int i = 0; i < 400; i++) {
                done(put("/k" + i % 10, "v".repeat(4000)), put("/gone" + i, "x"));
                done(delete("/gone" + i));
            }
            long last = store.revision();
            store.compact(last);
            while (!rows("SELECT pruned FROM store").equals(List.of("" + Position.first(last + 1)))) {
                store.get("/k0");
            }
            assertThat(rows("SELECT count(*) FROM log")).containsExactly("10");
            assertThat(rows("SELECT count(*) FROM latest")).containsExactly("10");
            assertThat(rows("SELECT revision, compacted FROM store")).containsExactly(last + " " + last);
            assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
            reopen();
            assertThat(store.range(ALL, 0, 0).entries()).hasSize(10);
        }

        @Test
        void theLogOfWritesIsCarriedIntoTheFileBesideThem() throws Exception {
            store.close();
            var options = SqliteOptions.defaults().withWal(256 << 10, 1 << 20);
            store = SqliteStore.open(env, folder, options);
            for (int i = 0; i < 1500; i++) {
                done(put("/k" + i % 50, "v".repeat(4000)));
            }
            // 6 MB of values, and the log keeps to its limit with what one checkpoint lets pass
            assertThat(Files.size(folder.resolve(SqliteStore.FILE_NAME + "-wal")))
                    .isLessThan(3 << 20);
            assertThat(store.range(ALL, 0, 0).entries()).hasSize(50);
        }

        private List<String> rows(String sql) throws SQLException {
            try (var raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteStore.FILE_NAME));
                    var rows = raw.createStatement().executeQuery(sql)) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(rows.getString(i));
                    }
                    found.add(String.join(" ", row));
                }
                return found;
            }
        }

        private void run(String sql) throws SQLException {
            try (var raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteStore.FILE_NAME))) {
                raw.createStatement().execute(sql);
            }
        }
    }
}
