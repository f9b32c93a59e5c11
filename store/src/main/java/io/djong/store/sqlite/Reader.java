package io.djong.store.sqlite;

import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.Range;
import io.djong.store.StoreException;
import io.djong.store.watch.EventLog;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The questions that the store answers from the database, on one connection. Used by one platform
/// thread.
final class Reader implements AutoCloseable {
    /// Rows and bytes of values in one page of the history.
    private static final int PAGE_ROWS_MAX = 1000;

    private static final long PAGE_BYTES_MAX = 4 << 20;

    /// Greater than every key: UTF-8 has no byte 0xff. Compared as a blob, which is greater than every
    /// text.
    private static final byte[] NO_END = {(byte) 0xff};

    private final Database database;
    private final PreparedStatement marks;
    private final PreparedStatement get;
    private final PreparedStatement latest;
    private final PreparedStatement countLatest;
    private final PreparedStatement countUnchanged;
    private final PreparedStatement keys;
    private final PreparedStatement changedKeys;
    private final PreparedStatement row;
    private final PreparedStatement history;

    private Reader(Database database) throws SQLException {
        this.database = database;
        database.run("PRAGMA query_only = ON");
        marks = database.prepare("SELECT revision, compacted FROM store");
        String joined = "l.position, l.created, l.version, l.expires_at, " + LogRow.columns("g");
        get = database.prepare("SELECT s.revision, " + joined + " FROM store s"
                + " LEFT JOIN latest l ON l.key = ?1 LEFT JOIN log g ON g.position = l.position");
        latest = database.prepare("SELECT 0, " + joined + " FROM latest l LEFT JOIN log g ON g.position = l.position"
                + " WHERE l.key >= ?1 AND l.key < ?2 AND l.version > 0 ORDER BY l.key LIMIT ?3");
        countLatest = database.prepare("SELECT count(*) FROM latest WHERE key > ?1 AND key < ?2 AND version > 0");
        countUnchanged = database.prepare(
                "SELECT count(*) FROM latest WHERE key > ?1 AND key < ?2 AND version > 0 AND position < ?3");
        keys = database.prepare("SELECT position FROM latest WHERE key >= ?1 AND key < ?2 ORDER BY key");
        changedKeys = database.prepare("SELECT position FROM latest WHERE key > ?1 AND key < ?2 AND position >= ?3");
        row = database.prepare("SELECT " + LogRow.columns("g") + " FROM log g WHERE g.position = ?1");
        history = database.prepare("SELECT " + LogRow.columns("g") + ", " + LogRow.columns("p")
                + " FROM log g LEFT JOIN log p ON p.position = g.previous"
                + " WHERE g.position >= ?1 AND g.position < ?2 ORDER BY g.position");
    }

    static Reader open(Path file, SqliteOptions options) throws SQLException {
        var database = Database.open(file, options.readerCacheBytes(), SqliteStore.BUSY_TIMEOUT_MS);
        try {
            return new Reader(database);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /// An answer and the revision of the state that it was read from.
    record Seen<T extends @Nullable Object>(T answer, long revision) {}

    /// The revision marks of the state that is read from.
    private record Marks(long revision, long compacted) {}

    Seen<@Nullable Entry> get(String key) throws SQLException, StoreException {
        get.setString(1, key);
        try (ResultSet rows = get.executeQuery()) {
            if (!rows.next()) {
                throw new StoreException.Corrupt("the database is damaged: it has no revision", null);
            }
            long revision = rows.getLong(1);
            LogRow found = rows.getLong(4) == 0 ? null : checked(rows, key);
            return new Seen<>(found == null ? null : found.entry(), revision);
        }
    }

    Range range(KeyRange range, long atRevision, int limit) throws SQLException, StoreException {
        database.begin();
        try {
            Marks now = marks();
            long revision = atRevision == 0 ? now.revision() : atRevision;
            if (revision > now.revision()) {
                throw new StoreException.FutureRevision(revision, now.revision());
            }
            if (revision < now.compacted()) {
                throw new StoreException.Compacted(revision, now.compacted());
            }
            return revision == now.revision() ? latest(range, revision, limit) : past(range, revision, limit);
        } finally {
            database.rollback();
        }
    }

    EventLog.Page history(KeyRange range, long fromRevision, long toRevision) throws SQLException, StoreException {
        database.begin();
        try {
            Marks now = marks();
            if (fromRevision <= now.compacted()) {
                throw new StoreException.Compacted(fromRevision, now.compacted());
            }
            return page(range, fromRevision, toRevision);
        } finally {
            database.rollback();
        }
    }

    /// Pages and free pages of the file: what it takes, what of it is used.
    List<Long> sizes() throws SQLException {
        long pageSize = database.numbers("PRAGMA page_size").getFirst();
        long pages = database.numbers("PRAGMA page_count").getFirst();
        long free = database.numbers("PRAGMA freelist_count").getFirst();
        return List.of(pages * pageSize, (pages - free) * pageSize);
    }

    private Marks marks() throws SQLException, StoreException {
        try (ResultSet rows = marks.executeQuery()) {
            if (!rows.next()) {
                throw new StoreException.Corrupt("the database is damaged: it has no revision", null);
            }
            return new Marks(rows.getLong(1), rows.getLong(2));
        }
    }

    private Range latest(KeyRange range, long revision, int limit) throws SQLException, StoreException {
        var entries = new ArrayList<Entry>();
        bind(latest, range.from(), range);
        latest.setLong(3, limit == 0 ? -1 : limit);
        try (ResultSet rows = latest.executeQuery()) {
            while (rows.next()) {
                entries.add(checked(rows, null).entry());
            }
        }
        boolean full = limit > 0 && entries.size() == limit;
        return new Range(
                entries, revision, full ? count(countLatest, entries.getLast().key(), range) : 0);
    }

    private Range past(KeyRange range, long revision, int limit) throws SQLException, StoreException {
        long end = Position.first(revision + 1);
        var entries = new ArrayList<Entry>();
        bind(keys, range.from(), range);
        try (ResultSet rows = keys.executeQuery()) {
            while ((limit == 0 || entries.size() < limit) && rows.next()) {
                LogRow then = before(rows.getLong(1), end);
                if (then != null && then.isPut()) {
                    entries.add(then.entry());
                }
            }
        }
        boolean full = limit > 0 && entries.size() == limit;
        return new Range(entries, revision, full ? countPast(entries.getLast().key(), range, end) : 0);
    }

    private long countPast(String after, KeyRange range, long end) throws SQLException, StoreException {
        countUnchanged.setLong(3, end);
        long count = count(countUnchanged, after, range);
        bind(changedKeys, after, range);
        changedKeys.setLong(3, end);
        try (ResultSet rows = changedKeys.executeQuery()) {
            while (rows.next()) {
                LogRow then = before(rows.getLong(1), end);
                count += then != null && then.isPut() ? 1 : 0;
            }
        }
        return count;
    }

    /// The latest row of a key before a position, beginning at its latest of all; null when there is none
    /// (any more).
    private @Nullable LogRow before(long position, long end) throws SQLException, StoreException {
        LogRow found = position == 0 ? null : row(position);
        while (found != null && found.position() >= end) {
            found = found.previous() == 0 ? null : row(found.previous());
        }
        return found;
    }

    private @Nullable LogRow row(long position) throws SQLException, StoreException {
        row.setLong(1, position);
        try (ResultSet rows = row.executeQuery()) {
            return rows.next() ? LogRow.read(rows, 1) : null;
        }
    }

    private EventLog.Page page(KeyRange range, long fromRevision, long toRevision) throws SQLException, StoreException {
        var events = new ArrayList<Event>();
        long through = fromRevision;
        long bytes = 0;
        int count = 0;
        history.setLong(1, Position.first(fromRevision));
        history.setLong(2, Position.first(toRevision + 1));
        try (ResultSet rows = history.executeQuery()) {
            while (rows.next()) {
                LogRow now = LogRow.read(rows, 1);
                LogRow previous = LogRow.read(rows, 1 + LogRow.COLUMNS);
                if (now == null) {
                    throw new StoreException.Corrupt("the database is damaged: a row of the log has no key", null);
                }
                if (now.revision() > through && (count >= PAGE_ROWS_MAX || bytes >= PAGE_BYTES_MAX)) {
                    return new EventLog.Page(events, through);
                }
                through = now.revision();
                bytes += now.value().length + (previous == null ? 0 : previous.value().length);
                count++;
                if (range.contains(now.key())) {
                    events.add(event(now, previous));
                }
            }
        }
        return new EventLog.Page(events, toRevision);
    }

    private static Event event(LogRow now, @Nullable LogRow previous) throws StoreException.Corrupt {
        Entry before = previous == null || !previous.isPut() ? null : previous.entry();
        if (now.isPut()) {
            return new Event.Put(now.entry(), before);
        }
        if (before == null) {
            throw new StoreException.Corrupt(
                    "the database is damaged: nothing before the removal of " + now.key() + " at " + now.revision(),
                    null);
        }
        return new Event.Delete(now.revision(), before);
    }

    /// The log's row of a row of `latest`, after a look whether the two tell the same.
    private static LogRow checked(ResultSet rows, @Nullable String wanted) throws SQLException, StoreException.Corrupt {
        LogRow found = LogRow.read(rows, 6);
        if (found == null
                || found.created() != rows.getLong(3)
                || found.version() != rows.getLong(4)
                || found.expiresAt() != rows.getLong(5)
                || wanted != null && !wanted.equals(found.key())) {
            throw new StoreException.Corrupt(
                    "the database is damaged: the latest entry at " + rows.getLong(2) + " is not the log's", null);
        }
        return found;
    }

    private static long count(PreparedStatement statement, String after, KeyRange range) throws SQLException {
        bind(statement, after, range);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void bind(PreparedStatement statement, String from, KeyRange range) throws SQLException {
        statement.setString(1, from);
        if (range.toExclusive().isEmpty()) {
            statement.setBytes(2, NO_END);
        } else {
            statement.setString(2, range.toExclusive());
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
