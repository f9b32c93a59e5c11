package io.djong.kubelet.runtime;

import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Work on a thread of its own, for which one waits for a while; what takes longer is interrupted.
final class BoundedRun {
    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean over;

    /// Starts it.
    BoundedRun(Environment environment, String name, Work work) {
        this.environment = environment;
        this.thread = environment.threads().start(name, () -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        });
    }

    /// What is run.
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /// Waits for its end.
    ///
    /// @return false if the time ran out, and the work was interrupted
    boolean await(Duration atMost) throws InterruptedException {
        var deadline = Deadline.after(environment.ticker(), atMost);
        lock.lockInterruptibly();
        try {
            while (!over && !deadline.isPast()) {
                environment.timers().await(lock, changed, deadline.remaining());
            }
            return over;
        } finally {
            lock.unlock();
            thread.interrupt();
        }
    }

    /// Waits for its end, however long it takes. When the waiting is interrupted, so is the work.
    void await() throws InterruptedException {
        try {
            lock.lockInterruptibly();
            try {
                while (!over) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            interrupt();
            throw e;
        }
    }

    /// Asks the work to end.
    void interrupt() {
        thread.interrupt();
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
