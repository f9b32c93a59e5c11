package io.djong.base.time;

import io.djong.base.time.TimeLine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The open mode: the JDK's own scheduling, and time that a test moves (and that may follow real time besides).
final class OpenEnvironment extends VirtualEnvironment {
    /// Between two looks at the threads; in real time.
    private static final long LOOK_NANOS = 1_000_000;

    /// How many looks in a row must find all threads parked.
    private static final int LOOKS = 3;

    /// How long threads may be busy, in real time, before waiting for idleness is given up.
    private static final long BUSY_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final RealThreads real = new RealThreads();
    private final OpenThreads threads = new OpenThreads();
    private final Set<Thread> live = ConcurrentHashMap.newKeySet();
    private final AtomicInteger working = new AtomicInteger();
    private final ReentrantLock moving = new ReentrantLock();
    private final VirtualTimers timers = new VirtualTimers(line, threads, this::added, false);
    private final @Nullable Follower follower;
    private volatile boolean closing;
    private volatile @Nullable SimulationException failure;

    OpenEnvironment(long seed, boolean follow) {
        super(seed);
        follower = follow ? new Follower() : null;
        if (follower != null) {
            Thread.ofPlatform().daemon().name("virtual-time").start(follower);
        }
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Threads threads() {
        return threads;
    }

    @Override
    long nowNanos() {
        if (follower != null) follower.catchUp();
        return line.nowNanos();
    }

    @Override
    public long fingerprint() {
        throw new UnsupportedOperationException("an open environment cannot be replayed");
    }

    /// As virtual time may stand still, only [#advance] from elsewhere can exceed the limit, which is not
    /// looked at.
    @Override
    public void run(Duration atMost, Body body) throws Exception {
        var thrown = new Throwable[1];
        var ended = new CountDownLatch(1);
        threads.start("main", () -> {
            try {
                body.run();
            } catch (Throwable e) {
                thrown[0] = e;
            } finally {
                ended.countDown();
            }
        });
        ended.await();
        switch (thrown[0]) {
            case null -> throwFailure();
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown[0]);
        }
    }

    @Override
    public void advance(Duration duration) throws InterruptedException {
        moving.lockInterruptibly();
        try {
            long target = line.after(duration);
            awaitParked();
            while (line.nextNanos() <= target) {
                line.moveTo(line.nextNanos());
                fireDue();
                awaitParked();
            }
            moveAhead(target);
        } finally {
            moving.unlock();
            wakeFollower();
        }
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        moving.lockInterruptibly();
        try {
            awaitParked();
        } finally {
            moving.unlock();
        }
    }

    @Override
    public boolean settle(Duration limit) throws InterruptedException {
        moving.lockInterruptibly();
        try {
            long target = line.after(limit);
            awaitParked();
            while (line.nextOneShotNanos() <= target && line.nextOneShotNanos() != TimeLine.NEVER) {
                line.moveTo(line.nextNanos());
                fireDue();
                awaitParked();
            }
            return line.nextOneShotNanos() == TimeLine.NEVER;
        } finally {
            moving.unlock();
            wakeFollower();
        }
    }

    @Override
    public void close() {
        closing = true;
        timers.close();
        for (Thread thread : live) thread.interrupt();
        wakeFollower();
        real.close();
    }

    private void moveAhead(long target) throws InterruptedException {
        line.moveTo(target);
        fireDue();
        awaitParked();
    }

    private void added() {
        fireDue();
        wakeFollower();
    }

    private void wakeFollower() {
        if (follower != null) follower.wake();
    }

    private void fireDue() {
        for (Event due = line.pollDue(); due != null; due = line.pollDue())
            due.action().run();
    }

    /// Waits, in real time, until every thread but the caller is seen parked several times in a row.
    @SuppressWarnings("BusyWait")
    private void awaitParked() throws InterruptedException {
        long begin = System.nanoTime();
        for (int quiet = 0; quiet < LOOKS; ) {
            throwFailure();
            var busy = busy();
            quiet = busy.isEmpty() && working.get() == 0 ? quiet + 1 : 0;
            if (System.nanoTime() - begin > BUSY_NANOS_MAX) {
                throw new SimulationException("Threads stay busy (seed " + seed() + "):" + describe(busy));
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
        }
    }

    private List<Thread> busy() {
        var busy = new ArrayList<Thread>();
        for (Thread thread : live) {
            if (!thread.equals(Thread.currentThread()) && isBusy(thread.getState())) busy.add(thread);
        }
        return busy;
    }

    private static boolean isBusy(Thread.State state) {
        return switch (state) {
            case NEW, RUNNABLE -> true;
            case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> false;
        };
    }

    private void throwFailure() {
        var thrown = failure;
        if (thrown == null) return;
        failure = null;
        throw thrown;
    }

    private final class OpenThreads implements Threads {
        @Override
        public Thread start(String name, Runnable body) {
            var thread = Thread.ofVirtual().name(name).unstarted(() -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    if (!closing && failure == null) {
                        failure = new SimulationException(
                                "Thread " + name + " ended by an exception (seed " + seed() + "): " + e, e);
                    }
                } finally {
                    live.remove(Thread.currentThread());
                }
            });
            live.add(thread);
            thread.start();
            return thread;
        }

        @Override
        public ThreadFactory platform(String name) {
            return real.platform(name);
        }

        @Override
        public <T extends @Nullable Object, X extends Exception> T cpu(Work<T, X> work) throws X, InterruptedException {
            working.incrementAndGet();
            try {
                return real.cpu(work);
            } finally {
                working.decrementAndGet();
            }
        }
    }

    /// Moves time by as much as passes in reality, and fires what becomes due. Where a test moved
    /// time ahead, real time goes on from there.
    private final class Follower implements Runnable {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long seenNanos = System.nanoTime();

        void catchUp() {
            lock.lock();
            try {
                long now = System.nanoTime();
                line.moveTo(line.nowNanos() + (now - seenNanos));
                seenNanos = now;
            } finally {
                lock.unlock();
            }
        }

        void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void run() {
            while (!closing) {
                catchUp();
                fireDue();
                lock.lock();
                try {
                    long wait = line.nextNanos() - line.nowNanos();
                    if (wait > 0 && !closing) changed.awaitNanos(wait);
                } catch (InterruptedException e) {
                    return;
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
