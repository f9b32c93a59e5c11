package io.djong.base.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// An environment whose time a test moves, in two modes.
///
/// **Sealed** ([#sealed]): everything is inside. All threads run on the one that drives (calls
/// [#run], [#advance], [#awaitIdle] or [#settle]), one at a time; a seed chooses which of the ready
/// ones runs next, so the same seed replays the same interleaving of ordinary blocking code. When
/// nothing is ready, time jumps to what is due next. Needs `--add-opens
/// java.base/java.lang=ALL-UNNAMED`. What breaks replay, and must not happen inside: parking while
/// holding a monitor or within `ConcurrentHashMap.compute`, timed JDK waits, threads and timers of
/// the JDK, sockets and files, anything ordered by identity hash codes or by `Map.of`.
///
/// **Open** ([#open], [#openFollowing]): real clients hold sockets, libraries bring threads. Time
/// stands still, or follows real time, and moves by [#advance]. Chance comes from the seed,
/// interleaving does not. "Idle" is then what can be observed: every thread of [#threads] is
/// parked, in two looks.
///
/// ```java
/// try (var simulation = VirtualEnvironment.sealed(seed)) {
///     simulation.run(() -> {
///         var cluster = Cluster.start(simulation);
///         cluster.deploy(100);
///         simulation.settle(Duration.ofMinutes(5));
///         assertThat(cluster.readyPods()).isEqualTo(100);
///     });
/// }
/// ```
///
/// [#advance], [#awaitIdle] and [#settle] may be called from inside (by a virtual thread of this
/// environment, which parks meanwhile) and from outside. An exception that leaves a thread's body
/// fails the operation that drives.
public abstract sealed class VirtualEnvironment implements Environment, AutoCloseable
        permits SealedEnvironment, OpenEnvironment {
    /// When virtual time begins.
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /// How long a body may run in virtual time unless it is told otherwise.
    public static final Duration RUN_MAX = Duration.ofDays(1);

    /// The origin of a [Ticker] is arbitrary: virtual ones begin below zero, which finds code that thinks
    /// otherwise.
    private static final long TICKER_BEGINNING = -Duration.ofMinutes(1).toNanos();

    /// Code that is driven.
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    final TimeLine line = new TimeLine();
    private final long seed;
    private final RandomGenerator random;
    private final AtomicLong steppedNanos = new AtomicLong();

    VirtualEnvironment(long seed) {
        this.seed = seed;
        this.random = new SeededRandom(SeededRandom.mix(seed));
    }

    /// A new sealed environment.
    ///
    /// @throws IllegalStateException if the JVM flag is missing; the message is one sentence that names it
    public static VirtualEnvironment sealed(long seed) {
        return new SealedEnvironment(seed);
    }

    /// A new open environment in which time moves only by [#advance] and [#settle].
    public static VirtualEnvironment open(long seed) {
        return new OpenEnvironment(seed, false);
    }

    /// A new open environment in which time follows real time, and is moved ahead of it by [#advance] and
    /// [#settle].
    public static VirtualEnvironment openFollowing(long seed) {
        return new OpenEnvironment(seed, true);
    }

    /// Runs the body on a virtual thread and returns when it ends. Other threads stay where they
    /// are then, until the next operation that drives.
    ///
    /// @throws Exception what the body throws
    /// @throws SimulationException if it cannot end (all threads wait and nothing is due; the message lists
    ///     them with
    ///     their stacks), or has not ended after [#RUN_MAX] of virtual time
    public final void run(Body body) throws Exception {
        run(RUN_MAX, body);
    }

    /// As [#run(Body)], with another limit on virtual time.
    public abstract void run(Duration atMost, Body body) throws Exception;

    /// Moves time forward by the duration, stopping at everything that is due meanwhile, and lets it all run.
    ///
    /// @throws InterruptedException if called from inside and interrupted
    public abstract void advance(Duration duration) throws InterruptedException;

    /// Returns when, at this instant, no thread is ready and nothing is due.
    ///
    /// @throws InterruptedException if called from inside and interrupted
    public abstract void awaitIdle() throws InterruptedException;

    /// Repeats [#awaitIdle] while moving time to the next timer that is not periodic, as long as
    /// that is due within the limit. Periodic work that is due on the way is done; it does not
    /// prolong the way.
    ///
    /// @return true if nothing but periodic work is left, false if something is due later than the limit
    /// @throws InterruptedException if called from inside and interrupted
    public abstract boolean settle(Duration limit) throws InterruptedException;

    /// A number that two runs share if (with overwhelming probability) they chose the same threads
    /// in the same order at the same times; only of a sealed environment.
    ///
    /// @throws UnsupportedOperationException if the environment is open
    public abstract long fingerprint();

    /// What chance and (sealed) interleaving come from.
    public final long seed() {
        return seed;
    }

    /// The virtual wall time.
    public final Instant now() {
        return BEGINNING.plusNanos(nowNanos() + steppedNanos.get());
    }

    /// The wall clock is set, as by a person or a time server: it steps by the duration, forward or (negative)
    /// backward. The [#ticker] and what is due later do not notice.
    public final void stepClock(Duration duration) {
        steppedNanos.addAndGet(duration.toNanos());
    }

    @Override
    public final InstantSource clock() {
        return this::now;
    }

    @Override
    public final Ticker ticker() {
        return () -> nowNanos() + TICKER_BEGINNING;
    }

    @Override
    public final RandomGenerator random() {
        return random;
    }

    /// Interrupts the threads that are left and lets them end. Nothing waits for time any more.
    @Override
    public abstract void close();

    /// Since the beginning.
    abstract long nowNanos();

    /// Names and stacks, as text.
    static String describe(Iterable<Thread> threads) {
        var text = new StringBuilder();
        for (Thread thread : threads) {
            text.append("\n  ").append(thread.getName()).append(" (").append(thread.getState());
            text.append(')');
            for (var frame : thread.getStackTrace()) text.append("\n    at ").append(frame);
        }
        return text.isEmpty() ? " none" : text.toString();
    }
}
