package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;

/// The file format: `docs/decisions/0005-sqlite-file-format.md`.
final class Schema {
    /// "Djng": tells our files from other SQLite databases.
    static final int APPLICATION_ID = 0x446a6e67;

    /// Raised with every change that older programs would misread.
    static final int VERSION = 1;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;
    private static final int USER_VERSION_OFFSET = 60;
    private static final int APPLICATION_ID_OFFSET = 68;

    private static final String STORE = """
            CREATE TABLE store (
              one INTEGER PRIMARY KEY CHECK (one = 1),
              revision INTEGER NOT NULL,
              compacted INTEGER NOT NULL,
              pruned INTEGER NOT NULL,
              made_at INTEGER NOT NULL
            ) STRICT""";

    private static final String LOG = """
            CREATE TABLE log (
              position INTEGER PRIMARY KEY,
              key TEXT NOT NULL,
              previous INTEGER NOT NULL,
              created INTEGER NOT NULL,
              version INTEGER NOT NULL,
              expires_at INTEGER NOT NULL,
              at INTEGER NOT NULL,
              user TEXT NOT NULL,
              field_manager TEXT NOT NULL,
              request_id TEXT NOT NULL,
              sum INTEGER NOT NULL,
              value BLOB NOT NULL
            ) STRICT""";

    private static final String LATEST = """
            CREATE TABLE latest (
              key TEXT PRIMARY KEY,
              position INTEGER NOT NULL,
              created INTEGER NOT NULL,
              version INTEGER NOT NULL,
              expires_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID""";

    private static final String EXPIRIES = "CREATE INDEX latest_expires ON latest (expires_at) WHERE expires_at > 0";

    /// For people with a sqlite3 shell.
    private static final String ENTRIES = """
            CREATE VIEW entries AS
              SELECT l.key, l.position / 10000 AS revision, l.created, l.version, g.user, g.field_manager,
                     datetime(g.at / 1000, 'unixepoch') AS at, length(g.value) AS bytes, g.value
              FROM latest l JOIN log g ON g.position = l.position WHERE l.version > 0""";

    private static final String HISTORY = """
            CREATE VIEW history AS
              SELECT position / 10000 AS revision, iif(version > 0, 'put', 'delete') AS change, key, version, user,
                     field_manager, request_id, datetime(at / 1000, 'unixepoch') AS at, length(value) AS bytes, value
              FROM log""";

    private Schema() {}

    /// Makes an empty database, whole or not at all: under another name first.
    static void create(Path file, SqliteOptions options, long firstRevision, Instant now)
            throws SQLException, IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var database = Database.open(draft, options.writerCacheBytes(), 0)) {
            database.run("PRAGMA page_size = " + options.pageSizeBytes());
            database.run("PRAGMA auto_vacuum = INCREMENTAL");
            database.run("PRAGMA encoding = 'UTF-8'");
            database.beginWriting();
            for (String statement : new String[] {STORE, LOG, LATEST, EXPIRIES, ENTRIES, HISTORY}) {
                database.run(statement);
            }
            database.run("INSERT INTO store VALUES (1, " + firstRevision + ", 0, " + Position.first(1) + ", "
                    + now.toEpochMilli() + ")");
            database.run("PRAGMA application_id = " + APPLICATION_ID);
            database.run("PRAGMA user_version = " + VERSION);
            database.commit();
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(file);
    }

    /// Refuses a file that is not one of ours, before SQLite touches it.
    static void check(Path file) throws StoreException, IOException {
        byte[] header = header(file);
        if (header.length < HEADER_BYTES || !Arrays.equals(Arrays.copyOf(header, MAGIC.length), MAGIC)) {
            throw new StoreException.Corrupt(
                    file + " is not a SQLite database; restore it from a snapshot, or move it away to start empty",
                    null);
        }
        var fields = ByteBuffer.wrap(header);
        int application = fields.getInt(APPLICATION_ID_OFFSET);
        if (application != APPLICATION_ID) {
            throw new StoreException.Incompatible(file + " is a SQLite database of another program (application id "
                    + application + "); choose another folder for Djong's data");
        }
        int version = fields.getInt(USER_VERSION_OFFSET);
        if (version > VERSION) {
            throw new StoreException.Incompatible(
                    file + " was written by a newer Djong (file format " + version + ", this one reads up to " + VERSION
                            + "); start that version, or restore a snapshot made by this one");
        }
    }

    static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static byte[] header(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER_BYTES);
        }
    }
}
