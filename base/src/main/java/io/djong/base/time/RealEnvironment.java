package io.djong.base.time;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// The environment of a running process: the system's clocks, the JDK's virtual threads, and chance.
///
/// Closing ends its timer thread and its pool of platform threads; tasks not yet due are dropped. A
/// process may end without closing it: all its threads are daemons.
public final class RealEnvironment implements Environment, AutoCloseable {
    private final RealThreads threads = new RealThreads();
    private final RealTimers timers = new RealTimers(threads);

    private RealEnvironment() {}

    /// A new environment with its own timer thread and pool.
    public static RealEnvironment create() {
        return new RealEnvironment();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Ticker ticker() {
        return System::nanoTime;
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
    public RandomGenerator random() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    @Override
    public void close() {
        timers.close();
        threads.close();
    }
}
