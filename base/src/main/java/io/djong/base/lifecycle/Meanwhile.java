package io.djong.base.lifecycle;

import io.djong.base.time.Environment;
import org.jspecify.annotations.Nullable;

/// Work that goes on beside the thread that began it, until that thread needs its result: the parts of a
/// start that do not depend on each other.
///
/// [#await] and [#abandon] are for the thread that began it.
///
/// @param <T> of the result
/// @param <X> of what the work may throw; `RuntimeException` if nothing checked
public final class Meanwhile<T, X extends Exception> {
    private final Work<T, X> work;
    private final Thread thread;
    private volatile @Nullable T result;
    private volatile @Nullable Exception failure;

    /// What is done meanwhile. It may block; what computes for long goes to [io.djong.base.time.Threads#cpu].
    ///
    /// @param <T> of the result
    /// @param <X> of what it may throw
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X, InterruptedException;
    }

    private Meanwhile(Environment environment, String name, Work<T, X> work) {
        this.work = work;
        this.thread = environment.threads().start(name, this::run);
    }

    /// Begins work on a thread of its own.
    ///
    /// @param name of the thread, for logs
    public static <T, X extends Exception> Meanwhile<T, X> begin(
            Environment environment, String name, Work<T, X> work) {
        return new Meanwhile<>(environment, name, work);
    }

    private void run() {
        try {
            result = work.run();
        } catch (Exception e) {
            failure = e;
        }
    }

    /// Waits for the end of the work.
    ///
    /// @return its result
    /// @throws X what the work threw
    /// @throws InterruptedException when this thread was interrupted; the work goes on
    @SuppressWarnings("unchecked") // the work throws nothing else that is checked
    public T await() throws X, InterruptedException {
        thread.join();
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case InterruptedException e -> throw new IllegalStateException("given up before: " + thread.getName(), e);
            case Exception e -> throw (X) e;
        }
        var made = result;
        if (made == null) {
            throw new IllegalStateException("ended without a result: " + thread.getName());
        }
        return made;
    }

    /// Interrupts the work and waits for its end. Its outcome is nobody's business any more.
    public void abandon() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
