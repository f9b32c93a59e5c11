package io.djong.store.sqlite;

import io.djong.store.Commit;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.StoreException;
import io.djong.store.Write;
import io.djong.store.watch.Batch;
import io.djong.store.watch.WatchHub;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The one that writes. Takes what has queued up since the last time, carries all of it into one
/// transaction, each commit with its own revision, and answers when that is on the disk: so the sync is
/// shared by those who wait for it. Between transactions it removes compacted rows.
final class Writer {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /// Keys removed in one transaction because they expired.
    private static final int EXPIRIES_MAX = 256;

    private static final long EXPIRY_RETRY_MS = 5000;

    private final Opening opening;
    private final TaskQueue queue;
    private final WatchHub hub;
    private final StoreTime time;
    private final ExpiryTimer expiry;

    /// Held during each transaction; the checkpointer takes it for its last step.
    private final ReentrantLock gate = new ReentrantLock(true);

    private final WalGauge wal;
    private final Consumer<StoreException> stop;

    private volatile WriteSession session;

    /// False after a full disk, until a commit succeeds again: compaction would only fail once more.
    private boolean room = true;

    /// Opens a connection for writing.
    @FunctionalInterface
    interface Opening {
        WriteSession open() throws SQLException;
    }

    /// @param session the first one
    /// @param opening opens the next one, after a failure
    /// @param stop called when the database can no longer be trusted
    Writer(
            WriteSession session,
            Opening opening,
            TaskQueue queue,
            WatchHub hub,
            StoreTime time,
            ExpiryTimer expiry,
            WalGauge wal,
            Consumer<StoreException> stop)
            throws SQLException {
        this.session = session;
        this.opening = opening;
        this.queue = queue;
        this.hub = hub;
        this.time = time;
        this.expiry = expiry;
        this.wal = wal;
        this.stop = stop;
        expiry.wakeAt(session.applier().nextDue());
    }

    /// The revision compacted last. Any thread may ask.
    long compacted() {
        return session.compaction().compacted();
    }

    ReentrantLock gate() {
        return gate;
    }

    /// Runs until the queue is closed and empty, or the store has failed.
    void run() {
        try {
            while (!queue.isOver()) {
                List<Task> group = queue.take(!mayCompact());
                if (!group.isEmpty()) {
                    transact(group);
                }
                if (mayCompact() && !queue.isOver()) {
                    compact();
                }
            }
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.ERROR, "the database did not close", e);
        } catch (RuntimeException | Error e) {
            stop.accept(new StoreException.Unavailable("the store's writer ended: " + e, e));
            throw e;
        }
    }

    private void transact(List<Task> group) {
        var results = new ArrayList<Commit>(group.size());
        var batches = new ArrayList<Batch>(group.size());
        var due = new long[1];
        gate.lock();
        try {
            session.database().beginWriting();
            for (Task task : group) {
                apply(task, results, batches, due);
            }
            if (!batches.isEmpty()) {
                session.applier().mark();
            }
            session.database().commit();
        } catch (SQLException e) {
            undo(group, Failures.ofWrite(e));
            return;
        } catch (StoreException e) {
            undo(group, e);
            return;
        } catch (RuntimeException | Error e) {
            undo(group, new StoreException.Uncertain("the store's writer failed: " + e, e));
            throw e;
        } finally {
            gate.unlock();
        }
        room = true;
        wal.written(group.stream().mapToLong(Task::sizeBytes).sum(), batches.size());
        acknowledge(group, results, batches);
        expiry.wakeAt(due[0]);
    }

    private void apply(Task task, List<Commit> results, List<Batch> batches, long[] due)
            throws SQLException, StoreException {
        Applier applier = session.applier();
        switch (task) {
            case Task.Commits commits -> {
                var applied = applier.apply(commits.writes(), commits.who(), time.moment());
                results.add(applied.commit());
                if (applied.batch() != null) {
                    batches.add(applied.batch());
                    noteDue(commits.writes(), due);
                }
            }
            case Task.Compact compact -> session.compaction().record(compact.revision());
            case Task.Expire expire -> {
                for (String key : applier.due(time.nowMs(), EXPIRIES_MAX)) {
                    List<Write> removal = List.of(new Write.Delete(key, Expect.any()));
                    var applied = applier.apply(removal, Provenance.NONE, time.moment());
                    if (applied.batch() != null) {
                        batches.add(applied.batch());
                    }
                }
                due[0] = applier.nextDue();
            }
        }
    }

    private void noteDue(List<Write> writes, long[] due) {
        for (Write write : writes) {
            if (write instanceof Write.Put put && put.timeToLive() != null) {
                long at = time.nowMs() + put.timeToLive().toMillis();
                due[0] = due[0] == 0 ? at : Math.min(due[0], at);
            }
        }
    }

    /// @param results of the group's commits, in their order
    private void acknowledge(List<Task> group, List<Commit> results, List<Batch> batches) {
        hub.publish(batches);
        int next = 0;
        for (Task task : group) {
            switch (task) {
                case Task.Commits commits -> commits.outcome().set(results.get(next++));
                case Task.Compact compact -> {
                    session.compaction().recorded(compact.revision());
                    compact.outcome().set(true);
                }
                case Task.Expire expire -> {}
            }
        }
    }

    private void undo(List<Task> group, StoreException failure) {
        StoreException answer = failure;
        try {
            // closing rolls back
            session.close();
            if (failure instanceof StoreException.Full) {
                session = opening.open();
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.ERROR, "the database cannot be opened again", e);
            answer = new StoreException.Uncertain("the database can no longer be written: " + e.getMessage(), e);
        }
        // the state after a full disk is known; after anything else it is not
        if (!(answer instanceof StoreException.Full)) {
            stop.accept(answer);
        }
        room = false;
        for (Task task : group) {
            task.fail(answer);
        }
        expiry.wakeAt(time.nowMs() + EXPIRY_RETRY_MS);
    }

    private boolean mayCompact() {
        return room && session.compaction().hasWork();
    }

    private void compact() {
        gate.lock();
        try {
            session.compaction().slice();
        } catch (SQLException e) {
            undo(List.of(), Failures.ofWrite(e));
        } finally {
            gate.unlock();
        }
        wal.written(0, 1);
    }
}
