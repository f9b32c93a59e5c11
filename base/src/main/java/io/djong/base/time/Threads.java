package io.djong.base.time;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// The only source of threads.
public interface Threads {
    /// Starts a virtual thread. An exception that leaves the body is logged (in a simulation: fails
    /// the run) and ends this thread only.
    ///
    /// @param name for logs and thread dumps; need not be unique
    Thread start(String name, Runnable body);

    /// Platform threads for a library that brings its own pools; daemon threads named `name-1`,
    /// `name-2` and so on. What runs on them takes no part in a simulation, so a sealed
    /// [VirtualEnvironment] refuses.
    ThreadFactory platform(String name);

    /// Runs work that computes for more than 5 ms, or blocks in native code, on one of a bounded
    /// number of platform threads while the caller parks. Runs inline when called from such work,
    /// and in a sealed [VirtualEnvironment].
    ///
    /// @return what the work returns
    /// @throws InterruptedException if the caller is interrupted: work that has not begun is dropped; work that
    ///     has
    ///     begun runs to its end, uninterrupted (an interrupt would close the file it writes)
    /// @throws X what the work throws
    <T extends @Nullable Object, X extends Exception> T cpu(Work<T, X> work) throws X, InterruptedException;

    /// Work for [#cpu].
    ///
    /// @param <T> of its result
    /// @param <X> of what it may throw; `RuntimeException` if nothing checked
    @FunctionalInterface
    interface Work<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }
}
