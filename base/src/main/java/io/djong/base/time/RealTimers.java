package io.djong.base.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One platform thread that starts virtual threads when they are due; it runs nothing itself.
final class RealTimers implements Timers, AutoCloseable {
    /// About 292 years, the most that nanoseconds in a `long` can say.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Threads threads;
    private final ScheduledThreadPoolExecutor due;

    RealTimers(Threads threads) {
        this.threads = threads;
        due = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("timers").factory());
        due.setRemoveOnCancelPolicy(true);
        due.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer once(Duration delay, Runnable task) {
        try {
            var future = due.schedule(() -> threads.start("timer", task), nanos(delay), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> false; // the environment is closed, and drops what is not due yet
        }
    }

    @Override
    public Timer every(Duration period, Runnable task) {
        var series = new Series(Periods.check(period), task);
        series.arm();
        return series;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(nanos(duration)));
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, as the interface says
    public boolean await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
        return condition.awaitNanos(nanos(atMost)) > 0;
    }

    @Override
    public void close() {
        due.shutdown();
    }

    private static long nanos(Duration duration) {
        if (duration.isNegative()) return 0;
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /// A periodic task: each run arms the next when it ends.
    private final class Series implements Timer {
        private final Duration period;
        private final Runnable task;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Future<?> next;
        private boolean cancelled;

        Series(Duration period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        void arm() {
            lock.lock();
            try {
                if (cancelled) return;
                next = due.schedule(() -> threads.start("timer", this::run), nanos(period), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                cancelled = true; // the environment was closed while the task ran
            } finally {
                lock.unlock();
            }
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
                if (next != null) next.cancel(false);
                return true;
            } finally {
                lock.unlock();
            }
        }
    }
}
