package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for the writer. Bounded by bytes: who finds it full waits for room.
final class TaskQueue {
    /// Bytes of keys and values that may wait.
    static final long BYTES_MAX = 64 << 20;

    /// Commits in one transaction, and their bytes: bounds how long the first waits for the last.
    private static final int GROUP_TASKS_MAX = 512;

    private static final long GROUP_BYTES_MAX = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private long bytes;
    private boolean closed;
    private @Nullable StoreException failure;

    /// @throws StoreException.Unavailable when the queue is closed; or the exception that it failed with
    void add(Task task) throws StoreException, InterruptedException {
        lock.lock();
        try {
            while (bytes > 0 && bytes + task.sizeBytes() > BYTES_MAX && !closed && failure == null) {
                drained.await();
            }
            checkOpen();
            tasks.add(task);
            bytes += task.sizeBytes();
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next tasks for one transaction; waits for the first of them if told to.
    ///
    /// @return empty when there is none and waiting was not wanted, or when the queue is closed and
    ///       drained
    List<Task> take(boolean wait) throws InterruptedException {
        lock.lock();
        try {
            while (wait && tasks.isEmpty() && !closed && failure == null) {
                filled.await();
            }
            var group = new ArrayList<Task>();
            long groupBytes = 0;
            for (Task next = tasks.peek(); next != null; next = tasks.peek()) {
                boolean fits = group.size() < GROUP_TASKS_MAX && groupBytes + next.sizeBytes() <= GROUP_BYTES_MAX;
                if (!group.isEmpty() && !fits) {
                    break;
                }
                group.add(tasks.remove());
                groupBytes += next.sizeBytes();
            }
            bytes -= groupBytes;
            drained.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more; what waits is still done.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more, and fails what waits.
    void fail(StoreException cause) {
        List<Task> waiting;
        lock.lock();
        try {
            failure = cause;
            waiting = List.copyOf(tasks);
            tasks.clear();
            bytes = 0;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        waiting.forEach(task -> task.fail(cause));
    }

    /// Whether no task will come.
    boolean isOver() {
        lock.lock();
        try {
            return failure != null || closed && tasks.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void checkOpen() throws StoreException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (closed) {
                throw new StoreException.Unavailable("the store is closed", null);
            }
        } finally {
            lock.unlock();
        }
    }
}
