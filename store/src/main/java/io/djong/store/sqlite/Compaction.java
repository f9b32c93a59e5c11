package io.djong.store.sqlite;

import io.djong.base.time.Ticker;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/// Removes the rows that no readable revision needs, in slices that commits can pass. Used by the
/// writer's thread.
///
/// A row of the log is not needed when a later row of its key is at or before the compacted revision: the
/// later row points at it. So one walk over the log, in order and resumed at `pruned`, finds all of them.
/// Removals themselves go too, with their row in `latest`.
final class Compaction {
    /// How long a slice may hold the writer.
    static final Duration SLICE_MAX = Duration.ofMillis(5);

    /// Rows in one statement; a slice is made of several.
    private static final int STEP_ROWS = 32;

    /// The part of the file that may be free before pages are given back to the file system.
    private static final int FREE_SHARE_MAX = 4;

    private static final long FREE_PAGES_MIN = 8192;
    private static final int VACUUM_PAGES = 64;

    private final Database database;
    private final Ticker ticker;
    private final PreparedStatement record;
    private final PreparedStatement superseded;
    private final PreparedStatement removedLatest;
    private final PreparedStatement removedLog;
    private final PreparedStatement prune;
    private final PreparedStatement lastOfStep;
    private volatile long compacted;

    /// Rows before this position have been looked at.
    private long pruned;
    private boolean vacuuming;

    Compaction(Database database, Ticker ticker) throws SQLException {
        this.database = database;
        this.ticker = ticker;
        var marks = database.numbers("SELECT compacted, pruned FROM store");
        compacted = marks.get(0);
        pruned = marks.get(1);
        record = database.prepare("UPDATE store SET compacted = max(compacted, ?1)");
        String range = "position >= ?1 AND position < ?2";
        superseded = database.prepare(
                "DELETE FROM log WHERE position IN (SELECT previous FROM log WHERE " + range + " AND previous > 0)");
        removedLatest = database.prepare("DELETE FROM latest WHERE version = 0 AND " + range
                + " AND key IN (SELECT key FROM log WHERE " + range + " AND version = 0)");
        removedLog = database.prepare("DELETE FROM log WHERE " + range + " AND version = 0");
        prune = database.prepare("UPDATE store SET pruned = ?1");
        lastOfStep = database.prepare("SELECT max(position) FROM (SELECT position FROM log WHERE " + range
                + " ORDER BY position LIMIT " + STEP_ROWS + ")");
    }

    /// The revision compacted last. Any thread may ask.
    long compacted() {
        return compacted;
    }

    /// Gives up the history before a revision, within a transaction of the writer.
    void record(long revision) throws SQLException {
        record.setLong(1, revision);
        record.executeUpdate();
    }

    /// The transaction of [#record] is durable.
    void recorded(long revision) {
        compacted = Math.max(compacted, revision);
    }

    boolean hasWork() {
        return pruned < end() || vacuuming;
    }

    /// The position after the last row to look at.
    private long end() {
        return Position.first(compacted + 1);
    }

    /// Does a slice of the work, in a transaction of its own.
    void slice() throws SQLException {
        long began = ticker.nanos();
        if (pruned >= end()) {
            vacuum();
            return;
        }
        long reached = pruned;
        database.beginWriting();
        do {
            reached = step(reached);
        } while (reached < end() && ticker.nanos() - began < SLICE_MAX.toNanos());
        prune.setLong(1, reached);
        prune.executeUpdate();
        database.commit();
        pruned = reached;
        vacuuming = pruned >= end();
    }

    /// Removes what the next rows supersede, and those of them that are removals; returns the position
    /// after them.
    private long step(long from) throws SQLException {
        lastOfStep.setLong(1, from);
        lastOfStep.setLong(2, end());
        long last;
        try (var rows = lastOfStep.executeQuery()) {
            last = rows.next() ? rows.getLong(1) : 0;
        }
        if (last == 0) {
            return end();
        }
        for (PreparedStatement statement : new PreparedStatement[] {superseded, removedLatest, removedLog}) {
            statement.setLong(1, from);
            statement.setLong(2, last + 1);
            statement.executeUpdate();
        }
        return last + 1;
    }

    /// Gives free pages back when there are very many; the others are used again.
    private void vacuum() throws SQLException {
        long free = database.numbers("PRAGMA freelist_count").getFirst();
        long pages = database.numbers("PRAGMA page_count").getFirst();
        vacuuming = free > FREE_PAGES_MIN && free > pages / FREE_SHARE_MAX;
        if (vacuuming) {
            database.run("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")");
        }
    }
}
