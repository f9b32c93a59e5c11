package io.djong.base.time;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/// The only ways to wait for time. Zero and negative durations are due at once.
public interface Timers {
    /// Runs the task once, after the delay, on a fresh virtual thread (never on a timer thread).
    Timer once(Duration delay, Runnable task);

    /// Runs the task again and again, each time on a fresh virtual thread: first after one period,
    /// then one period after the end of the run before (fixed delay; runs never overlap). A run
    /// that throws does not end the series.
    ///
    /// This declares the work as periodic: it does not keep [VirtualEnvironment#settle] going.
    ///
    /// @throws IllegalArgumentException if the period is not positive
    Timer every(Duration period, Runnable task);

    /// Parks the calling thread for the duration.
    ///
    /// @throws InterruptedException if the thread is or gets interrupted
    void sleep(Duration duration) throws InterruptedException;

    /// Waits until the condition is signalled, but no longer than the duration. The caller holds
    /// the lock, which the condition was made by; it is given up while waiting. May wake without
    /// cause, so call it in a loop around the predicate, with what is left of a [Deadline].
    ///
    /// The lock is a parameter because a virtual clock ends the wait by taking the lock and signalling.
    ///
    /// @return false if the time ran out
    /// @throws InterruptedException if the thread is or gets interrupted; the lock is held again then, too
    boolean await(Lock lock, Condition condition, Duration atMost) throws InterruptedException;
}
