package io.djong.store.sqlite;

import io.djong.store.Commit;
import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.Provenance;
import io.djong.store.StoreException;
import io.djong.store.Write;
import io.djong.store.watch.Batch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries commits into the database, within the transaction of the writer. Used by the writer's thread.
final class Applier {
    /// What the rows that are kept in memory may take; most of it are arrays that a cache above holds
    /// anyway.
    private static final long RECENT_BYTES_MAX = 8 << 20;

    private final RecentRows recent = new RecentRows(RECENT_BYTES_MAX);
    private final PreparedStatement find;
    private final PreparedStatement row;
    private final PreparedStatement log;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement mark;
    private final PreparedStatement due;
    private final PreparedStatement nextDue;
    private long revision;

    Applier(Database database, long revision) throws SQLException {
        this.revision = revision;
        find = database.prepare("SELECT position, created, version, expires_at FROM latest WHERE key = ?1");
        row = database.prepare("SELECT " + LogRow.columns("g") + " FROM log g WHERE g.position = ?1");
        log = database.prepare(
                "INSERT INTO log (position, key, previous, created, version, expires_at, sum, value, at, user,"
                        + " field_manager, request_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
        insert = database.prepare(
                "INSERT INTO latest (position, created, version, expires_at, key)" + " VALUES (?1, ?2, ?3, ?4, ?5)");
        update = database.prepare(
                "UPDATE latest SET position = ?1, created = ?2, version = ?3, expires_at = ?4 WHERE key = ?5");
        mark = database.prepare("UPDATE store SET revision = ?1");
        due = database.prepare(
                "SELECT key FROM latest WHERE expires_at > 0 AND expires_at <= ?1 ORDER BY expires_at LIMIT ?2");
        nextDue = database.prepare("SELECT min(expires_at) FROM latest WHERE expires_at > 0");
    }

    /// The revision after what has been applied.
    long revision() {
        return revision;
    }

    /// A commit's outcome, and what it changed; null when it changed nothing.
    record Applied(Commit commit, @Nullable Batch batch) {}

    /// When this happens: wall time for history, the store's time for lives, both in milliseconds.
    record Moment(long wallMs, long storeMs) {}

    Applied apply(List<Write> writes, Provenance who, Moment moment) throws SQLException, StoreException {
        var current = new ArrayList<Latest>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            Latest found = find(writes.get(i).key());
            if (!writes.get(i).expect().holds(found.modRevision())) {
                return new Applied(new Commit.Conflict(i, entry(found)), null);
            }
            current.add(found);
        }
        var previous = new ArrayList<@Nullable Entry>(writes.size());
        var events = new ArrayList<Event>(writes.size());
        long next = revision + 1;
        for (int i = 0; i < writes.size(); i++) {
            Latest before = current.get(i);
            Entry replaced = entry(before);
            previous.add(replaced);
            long position = Position.of(next, events.size());
            switch (writes.get(i)) {
                case Write.Put put -> {
                    LogRow row = put(put, before, position, moment);
                    store(row, before, who, moment);
                    events.add(new Event.Put(row.entry(), replaced));
                }
                case Write.Delete delete -> {
                    if (replaced != null) {
                        var row =
                                new LogRow(position, delete.key(), before.position, before.created, 0, 0, new byte[0]);
                        store(row, before, who, moment);
                        events.add(new Event.Delete(next, replaced));
                    }
                }
            }
        }
        if (events.isEmpty()) {
            return new Applied(new Commit.Done(revision, previous), null);
        }
        revision = next;
        return new Applied(new Commit.Done(next, previous), new Batch(next, events));
    }

    /// Records the revision; to be called before the transaction is committed.
    void mark() throws SQLException {
        mark.setLong(1, revision);
        mark.executeUpdate();
    }

    /// The keys whose time has come, at most so many.
    List<String> due(long storeMs, int limit) throws SQLException {
        due.setLong(1, storeMs);
        due.setInt(2, limit);
        var keys = new ArrayList<String>();
        try (ResultSet rows = due.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    /// When the next key expires, in the store's milliseconds; 0 for never.
    long nextDue() throws SQLException {
        try (ResultSet rows = nextDue.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static LogRow put(Write.Put put, Latest before, long position, Moment moment) {
        var life = put.timeToLive();
        boolean exists = before.exists();
        return new LogRow(
                position,
                put.key(),
                before.position,
                exists ? before.created : Position.revision(position),
                exists ? before.version + 1 : 1,
                life == null ? 0 : moment.storeMs + life.toMillis(),
                put.value());
    }

    private void store(LogRow row, Latest before, Provenance who, Moment moment)
            throws SQLException, StoreException.Corrupt {
        log.setLong(1, row.position());
        log.setString(2, row.key());
        log.setLong(3, row.previous());
        log.setLong(4, row.created());
        log.setLong(5, row.version());
        log.setLong(6, row.expiresAt());
        log.setLong(7, row.sum());
        log.setBytes(8, row.value());
        log.setLong(9, moment.wallMs);
        log.setString(10, who.user());
        log.setString(11, who.fieldManager());
        log.setString(12, who.requestId());
        log.executeUpdate();
        PreparedStatement latest = before.position == 0 ? insert : update;
        latest.setLong(1, row.position());
        latest.setLong(2, row.created());
        latest.setLong(3, row.version());
        latest.setLong(4, row.expiresAt());
        latest.setString(5, row.key());
        if (latest.executeUpdate() != 1) {
            throw new StoreException.Corrupt(
                    "the database is damaged: the latest entry of " + row.key() + " is gone", null);
        }
        if (row.isPut()) {
            recent.put(row);
        } else {
            recent.remove(row.key());
        }
    }

    private Latest find(String key) throws SQLException {
        LogRow kept = recent.get(key);
        if (kept != null) {
            return new Latest(kept.position(), kept.created(), kept.version(), kept);
        }
        find.setString(1, key);
        try (ResultSet rows = find.executeQuery()) {
            return rows.next() ? new Latest(rows.getLong(1), rows.getLong(2), rows.getLong(3), null) : Latest.NONE;
        }
    }

    private @Nullable Entry entry(Latest latest) throws SQLException, StoreException {
        if (!latest.exists()) {
            return null;
        }
        if (latest.row != null) {
            return latest.row.entry();
        }
        row.setLong(1, latest.position);
        try (ResultSet rows = row.executeQuery()) {
            LogRow found = rows.next() ? LogRow.read(rows, 1) : null;
            if (found == null || found.created() != latest.created || found.version() != latest.version) {
                throw new StoreException.Corrupt(
                        "the database is damaged: the latest entry at " + latest.position + " is not the log's", null);
            }
            return found.entry();
        }
    }

    /// What the database knows of a key.
    ///
    /// @param position of its latest row in the log, 0 when it has none
    /// @param version 0 when it was removed
    /// @param row that row, when it is at hand
    private record Latest(
            long position,
            long created,
            long version,
            @Nullable LogRow row) {
        static final Latest NONE = new Latest(0, 0, 0, null);

        boolean exists() {
            return version > 0;
        }

        long modRevision() {
            return exists() ? Position.revision(position) : 0;
        }
    }
}
