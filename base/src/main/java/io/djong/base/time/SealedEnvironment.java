package io.djong.base.time;

import io.djong.base.time.TimeLine.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The sealed mode: one driver, which is the only carrier, and a seeded choice among the ready threads.
///
/// Everything here happens on the driver or on a virtual thread that it carries, so there is
/// nothing to lock. The inbox is a concurrent queue only to notice wake-ups that come from
/// elsewhere.
final class SealedEnvironment extends VirtualEnvironment {
    /// So many switches without time moving mean that threads spin.
    private static final int SWITCHES_PER_INSTANT_MAX = 10_000_000;

    /// How often [#close] goes through the threads that ignored an interrupt.
    private static final int CLOSE_ROUNDS_MAX = 10;

    private static final long FOREVER = TimeLine.NEVER;

    /// What a thread, or the driver's caller, waits for.
    private static final class Goal {
        private final Kind kind;
        private final long targetNanos;
        private final @Nullable Thread waiting;
        private boolean reached;
        private boolean settled;

        Goal(Kind kind, long targetNanos, @Nullable Thread waiting) {
            this.kind = kind;
            this.targetNanos = targetNanos;
            this.waiting = waiting;
        }
    }

    private enum Kind {
        BODY,
        IDLE,
        ADVANCE,
        SETTLE
    }

    private final SplittableRandom choices;
    private final Thread.Builder.OfVirtual builder;
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final ArrayList<Runnable> ready = new ArrayList<>();
    private final Set<Thread> live = new LinkedHashSet<>();
    private final List<Goal> goals = new ArrayList<>();
    private final SealedThreads threads = new SealedThreads();
    private final VirtualTimers timers = new VirtualTimers(line, threads, () -> {}, true);
    private volatile Thread driver = Thread.currentThread();
    private boolean driving;
    private boolean closing;
    private volatile @Nullable SimulationException failure;
    private long fingerprint;
    private int switches;

    SealedEnvironment(long seed) {
        super(seed);
        choices = new SplittableRandom(seed);
        builder = VirtualThreadBuilder.on(this::becameReady);
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
        return line.nowNanos();
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public void run(Duration atMost, Body body) throws Exception {
        if (isInside()) throw new IllegalStateException("run() drives from outside; inside, start a thread");
        var goal = new Goal(Kind.BODY, line.after(atMost), null);
        var thrown = new Throwable[1];
        var main = threads.start("main", () -> {
            try {
                body.run();
            } catch (Throwable e) {
                thrown[0] = e;
            } finally {
                goal.reached = true;
            }
        });
        try {
            drive(goal);
        } finally {
            if (!goal.reached) main.interrupt();
        }
        switch (thrown[0]) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown[0]);
        }
    }

    @Override
    public void advance(Duration duration) throws InterruptedException {
        reach(Kind.ADVANCE, line.after(duration));
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        reach(Kind.IDLE, line.nowNanos());
    }

    @Override
    public boolean settle(Duration limit) throws InterruptedException {
        return reach(Kind.SETTLE, line.after(limit)).settled;
    }

    @Override
    public void close() {
        if (driving) throw new IllegalStateException("closed from inside");
        closing = true;
        timers.close();
        for (int round = 0; round < CLOSE_ROUNDS_MAX && !live.isEmpty(); round++) {
            for (Thread thread : List.copyOf(live)) thread.interrupt();
            driver = Thread.currentThread();
            collect();
            while (!ready.isEmpty()) {
                runOne();
                collect();
            }
        }
    }

    private boolean isInside() {
        return Thread.currentThread().isVirtual();
    }

    private Goal reach(Kind kind, long targetNanos) throws InterruptedException {
        if (!isInside()) {
            var goal = new Goal(kind, targetNanos, null);
            drive(goal);
            return goal;
        }
        var goal = new Goal(kind, targetNanos, Thread.currentThread());
        goals.add(goal);
        while (!goal.reached) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                goals.remove(goal);
                throw new InterruptedException();
            }
        }
        return goal;
    }

    /// Runs threads and moves time until the goal is reached.
    private void drive(Goal goal) {
        if (driving) throw new IllegalStateException("driven by " + driver.getName() + " already");
        driving = true;
        driver = Thread.currentThread();
        goals.add(goal);
        try {
            while (!goal.reached) {
                fireDue();
                collect();
                throwFailure();
                if (!ready.isEmpty()) {
                    runOne();
                } else if (!reachIdleGoals()) {
                    moveTime();
                }
            }
            throwFailure();
        } finally {
            goals.remove(goal);
            driving = false;
        }
    }

    private void fireDue() {
        for (Event due = line.pollDue(); due != null; due = line.pollDue())
            due.action().run();
    }

    private void collect() {
        for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) ready.add(next);
    }

    private void runOne() {
        int size = ready.size();
        int index = size == 1 ? 0 : choices.nextInt(size);
        fingerprint = SeededRandom.mix(fingerprint ^ ((long) size << 32 | index));
        if (++switches > SWITCHES_PER_INSTANT_MAX) {
            throw failed(SWITCHES_PER_INSTANT_MAX + " switches between threads and time did not move: they spin", live);
        }
        Runnable last = ready.removeLast();
        Runnable chosen = index == size - 1 ? last : ready.set(index, last);
        chosen.run();
    }

    /// Nothing is ready and nothing is due: what was waited for at this instant is reached.
    private boolean reachIdleGoals() {
        boolean any = false;
        for (Iterator<Goal> all = goals.iterator(); all.hasNext(); ) {
            Goal goal = all.next();
            boolean reached = switch (goal.kind) {
                case BODY -> false;
                case IDLE -> true;
                case ADVANCE -> goal.targetNanos <= line.nowNanos();
                case SETTLE -> line.nextOneShotNanos() > goal.targetNanos || line.nextOneShotNanos() == FOREVER;
            };
            if (!reached) continue;
            goal.settled = line.nextOneShotNanos() == FOREVER;
            goal.reached = true;
            any = true;
            all.remove();
            if (goal.waiting != null) LockSupport.unpark(goal.waiting);
        }
        return any;
    }

    private void moveTime() {
        long next = line.nextNanos();
        for (Goal goal : goals) {
            if (goal.kind == Kind.ADVANCE) next = Math.min(next, goal.targetNanos);
        }
        if (next == FOREVER) throw failed("Deadlock: no thread is ready and nothing is due", live);
        for (Goal goal : goals) {
            if (goal.kind == Kind.BODY && next > goal.targetNanos) {
                throw failed("The body has not ended when its virtual time was over", live);
            }
        }
        line.moveTo(next);
        fingerprint = SeededRandom.mix(fingerprint ^ next);
        switches = 0;
    }

    /// The scheduler of the virtual threads: called each time one of them becomes ready.
    private void becameReady(Runnable continuation) {
        inbox.add(continuation);
        var waker = Thread.currentThread();
        if (!waker.equals(driver) && !waker.isVirtual() && !closing && failure == null) {
            failure = failed(
                    "Woken from outside by thread " + waker.getName()
                            + ": a thread of a sealed environment parked while holding a monitor, used a timed wait"
                            + " of the JDK, or met a thread that is not part of the simulation",
                    List.of(waker));
        }
    }

    private void throwFailure() {
        var thrown = failure;
        if (thrown == null) return;
        failure = null;
        throw thrown;
    }

    private SimulationException failed(String what, Iterable<Thread> concerned) {
        return new SimulationException(
                what + " (VirtualEnvironment.sealed(" + seed() + "L), " + now() + "). Threads:" + describe(concerned));
    }

    private final class SealedThreads implements Threads {
        @Override
        public Thread start(String name, Runnable body) {
            var thread = builder.unstarted(() -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    if (!closing && failure == null) {
                        failure = new SimulationException(
                                "Thread " + name + " ended by an exception (VirtualEnvironment.sealed(" + seed()
                                        + "L), " + now() + "): " + e,
                                e);
                    }
                } finally {
                    live.remove(Thread.currentThread());
                }
            });
            thread.setName(name);
            live.add(thread);
            thread.start();
            return thread;
        }

        @Override
        public ThreadFactory platform(String name) {
            throw new IllegalStateException("platform threads (" + name + ") cannot take part in a sealed environment");
        }

        @Override
        public <T extends @Nullable Object, X extends Exception> T cpu(Work<T, X> work) throws X, InterruptedException {
            return work.run();
        }
    }
}
