package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// Copies of a database: made while it is in use, and made into a store again.
final class Snapshot {
    private Snapshot() {}

    /// Copies the state of one moment, whole or not at all.
    static void write(Path file, Path target, SqliteOptions options) throws SQLException, IOException, StoreException {
        if (Files.exists(target)) {
            throw new StoreException.Unavailable("the snapshot's file is there already: " + target, null);
        }
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(draft);
        try (var database = Database.open(file, options.readerCacheBytes(), SqliteStore.BUSY_TIMEOUT_MS);
                var copy = database.prepare("VACUUM INTO ?1")) {
            copy.setString(1, draft.toAbsolutePath().toString());
            copy.execute();
        } catch (SQLException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        Schema.syncFolder(target);
    }

    /// Makes a store of a snapshot, whole or not at all. Its revision is raised and all before it counts
    /// as compacted, so that nobody who has seen later revisions of the lost store takes the new ones for
    /// them.
    static void restore(Path snapshot, Path file, long raiseBy, SqliteOptions options)
            throws SQLException, IOException, StoreException {
        if (Files.exists(file)) {
            throw new StoreException.Unavailable("there is a store already: " + file, null);
        }
        Schema.check(snapshot);
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.copy(snapshot, draft, StandardCopyOption.REPLACE_EXISTING);
        try (var database = Database.open(draft, options.writerCacheBytes(), SqliteStore.BUSY_TIMEOUT_MS)) {
            long damaged = database.numbers("SELECT count(*) FROM pragma_quick_check WHERE quick_check != 'ok'")
                    .getFirst();
            if (damaged > 0) {
                throw new StoreException.Corrupt("the snapshot is damaged: " + snapshot, null);
            }
            database.run("UPDATE store SET revision = revision + " + raiseBy + ", compacted = revision + " + raiseBy);
        }
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Schema.syncFolder(file);
    }
}
