package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Carries the write-ahead log into the database file, beside the writer. Most of it goes while commits
/// go on; only the last small rest is done with the writer's gate closed, so that the log can begin anew.
final class Checkpointer {
    private static final System.Logger LOG = System.getLogger(Checkpointer.class.getName());

    /// What may be left for the step with the gate closed: about a millisecond of copying, and two syncs.
    private static final long REST_BYTES_MAX = 256 << 10;

    private static final int PASSES_MAX = 4;

    /// How long the last step waits for readers, at most.
    private static final int BUSY_TIMEOUT_MS = 10;

    private static final int FRAME_HEADER_BYTES = 24;

    private final Database database;
    private final WalGauge gauge;
    private final ReentrantLock gate;
    private final SqliteOptions options;
    private final Consumer<StoreException> stop;
    private final long frameBytes;

    /// The log's size at which the next attempt is due.
    private long dueBytes;

    Checkpointer(
            Path file,
            SqliteOptions options,
            int pageSizeBytes,
            WalGauge gauge,
            ReentrantLock gate,
            Consumer<StoreException> stop)
            throws SQLException {
        this.database = Database.open(file, options.readerCacheBytes(), BUSY_TIMEOUT_MS);
        this.gauge = gauge;
        this.gate = gate;
        this.options = options;
        this.stop = stop;
        frameBytes = (long) pageSizeBytes + FRAME_HEADER_BYTES;
        dueBytes = options.walCheckpointBytes();
    }

    /// Runs until the gauge is closed.
    void run() {
        try (database) {
            while (gauge.await(dueBytes)) {
                try {
                    checkpoint();
                } catch (SQLException e) {
                    failed(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.ERROR, "the checkpointer's connection did not close", e);
        }
    }

    private void checkpoint() throws SQLException {
        // a log that has outgrown its limit is not raced with: the writer waits
        int passes = gauge.bytes() > options.walBytesMax() ? 0 : PASSES_MAX;
        for (int i = 0; i < passes; i++) {
            if (restBytes("PASSIVE") <= REST_BYTES_MAX) {
                break;
            }
        }
        gate.lock();
        try {
            long rest = restBytes("RESTART");
            gauge.set(rest);
            // a reader kept it from beginning anew: try again after some more
            dueBytes = rest + options.walCheckpointBytes();
        } finally {
            gate.unlock();
        }
    }

    /// Copies what can be copied; returns what the log still holds, in bytes: 0 when it begins anew.
    private long restBytes(String mode) throws SQLException {
        List<Long> result = database.numbers("PRAGMA wal_checkpoint(" + mode + ")");
        boolean busy = result.get(0) != 0;
        long frames = result.get(1);
        long done = result.get(2);
        boolean restarts = mode.equals("RESTART");
        return (restarts ? busy ? frames : 0 : frames - done) * frameBytes;
    }

    private void failed(SQLException e) {
        var failure = Failures.ofRead(e);
        if (failure instanceof StoreException.Corrupt) {
            stop.accept(failure);
        }
        LOG.log(System.Logger.Level.WARNING, "a checkpoint failed and will be tried again: {0}", e.getMessage());
        dueBytes = gauge.bytes() + options.walCheckpointBytes();
    }
}
