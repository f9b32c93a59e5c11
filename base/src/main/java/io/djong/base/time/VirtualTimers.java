package io.djong.base.time;

import io.djong.base.time.TimeLine.Event;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Timers on a [TimeLine].
final class VirtualTimers implements Timers {
    private final TimeLine line;
    private final Threads threads;
    private final Runnable added;
    private final boolean virtualOnly;
    private volatile boolean closed;

    /// @param added called after an event was added
    /// @param virtualOnly whether only virtual threads may wait
    VirtualTimers(TimeLine line, Threads threads, Runnable added, boolean virtualOnly) {
        this.virtualOnly = virtualOnly;
        this.line = line;
        this.threads = threads;
        this.added = added;
    }

    /// From now on nobody waits for time any more: waiting throws `InterruptedException`.
    void close() {
        closed = true;
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        var event = add(delay, false, () -> threads.start("timer", task));
        return () -> line.remove(event);
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        var series = new Series(Periods.check(period), task);
        series.arm();
        return series;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        checkMayWait();
        var sleeper = new Sleeper(Thread.currentThread());
        var event = add(duration, false, sleeper);
        while (!sleeper.due) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                line.remove(event);
                throw new InterruptedException();
            }
        }
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, as the interface says
    public boolean await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
        checkMayWait();
        var timeout = new Timeout(lock, condition);
        var event = add(atMost, false, timeout);
        try {
            condition.await();
        } finally {
            line.remove(event);
        }
        return !timeout.due;
    }

    private Event add(Duration delay, boolean periodic, Runnable action) {
        var event = line.add(delay, periodic, action);
        added.run();
        return event;
    }

    private void checkMayWait() throws InterruptedException {
        if (virtualOnly && !Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " is not part of the sealed environment and cannot wait for its time; use run() or advance()");
        }
        if (Thread.interrupted() || closed) throw new InterruptedException();
    }

    private static final class Sleeper implements Runnable {
        private final Thread thread;
        private volatile boolean due;

        Sleeper(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            due = true;
            LockSupport.unpark(thread);
        }
    }

    /// Ends a timed wait: signals at once when the lock is free, else from a thread that waits for it.
    private final class Timeout implements Runnable {
        private final Lock lock;
        private final Condition condition;
        private volatile boolean due;

        Timeout(Lock lock, Condition condition) {
            this.lock = lock;
            this.condition = condition;
        }

        @Override
        public void run() {
            due = true;
            if (lock.tryLock()) {
                signal();
            } else {
                threads.start("timeout", () -> {
                    lock.lock();
                    signal();
                });
            }
        }

        private void signal() {
            try {
                condition.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// A periodic task: each run arms the next when it ends.
    private final class Series implements Timer {
        private final Duration period;
        private final Runnable task;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Event next;
        private boolean cancelled;

        Series(Duration period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        void arm() {
            lock.lock();
            try {
                if (!cancelled) next = line.add(period, true, () -> threads.start("timer", this::run));
            } finally {
                lock.unlock();
            }
            added.run();
        }

        private void run() {
            try {
                task.run();
            } finally {
                arm();
            }
        }

        @Override
        public boolean cancel() {
            lock.lock();
            try {
                if (cancelled) return false;
                cancelled = true;
                if (next != null) line.remove(next);
                return true;
            } finally {
                lock.unlock();
            }
        }
    }
}
