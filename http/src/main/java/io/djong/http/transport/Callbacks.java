package io.djong.http.transport;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tasks that run once something has happened, in the order they were added; at once when it has happened
/// already.
final class Callbacks {
    private static final Logger LOG = System.getLogger(Callbacks.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable List<Runnable> tasks;
    private boolean happened;

    /// Adds a task, or runs it.
    void add(Runnable task) {
        lock.lock();
        try {
            if (!happened) {
                if (tasks == null) tasks = new ArrayList<>(2);
                tasks.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        run(task);
    }

    /// It has happened for good: runs the tasks, and later ones at once.
    void happen() {
        lock.lock();
        try {
            happened = true;
        } finally {
            lock.unlock();
        }
        runWaiting();
    }

    /// Runs the tasks that wait; later ones wait for the next time.
    void runWaiting() {
        List<Runnable> due;
        lock.lock();
        try {
            if (tasks == null) return;
            due = tasks;
            tasks = null;
        } finally {
            lock.unlock();
        }
        for (var task : due) run(task);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "A callback of an exchange failed", e);
        }
    }
}
