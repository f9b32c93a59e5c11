package io.djong.store.sqlite;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// About how many bytes of the write-ahead log wait for a checkpoint. The writer adds an estimate, the
/// checkpointer sets the truth.
final class WalGauge {
    /// Pages that a commit changes beside those of its values: leaves of the two tables, the row of the
    /// revision.
    private static final int PAGES_PER_COMMIT = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int pageSizeBytes;
    private final long wakeBytes;
    private long bytes;
    private boolean closed;

    WalGauge(int pageSizeBytes, long wakeBytes) {
        this.pageSizeBytes = pageSizeBytes;
        this.wakeBytes = wakeBytes;
    }

    void written(long valueBytes, int commits) {
        lock.lock();
        try {
            bytes += valueBytes + (long) commits * PAGES_PER_COMMIT * pageSizeBytes;
            if (bytes >= wakeBytes) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void set(long actualBytes) {
        lock.lock();
        try {
            bytes = actualBytes;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until so much has been written; returns false when the gauge is closed.
    boolean await(long atLeastBytes) throws InterruptedException {
        lock.lock();
        try {
            while (bytes < atLeastBytes && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
