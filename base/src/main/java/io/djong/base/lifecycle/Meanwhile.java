package io.djong.base.lifecycle;

import io.djong.base.time.Environment;
import org.jspecify.annotations.Nullable;

/// Work that goes on beside the thread that began it, until that thread needs its result: the parts of a
/// start that do not depend on each other.
///
/// [#await] and [#abandon] are for the thread that began it.
///
/// @param <T> of the result
public final class Meanwhile<T> {
    private final Work<T> work;
    private final Thread thread;
    private volatile @Nullable T result;
    private volatile @Nullable Exception failure;

    /// What is done meanwhile. It may block; what computes for long goes to
    /// [io.djong.base.time.Threads#cpu].
    ///
    /// @param <T> of the result
    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    private Meanwhile(Environment environment, String name, Work<T> work) {
        this.work = work;
        this.thread = environment.threads().start(name, this::run);
    }

    /// Begins work on a thread of its own.
    ///
    /// @param name of the thread, for logs
    public static <T> Meanwhile<T> begin(Environment environment, String name, Work<T> work) {
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
    /// @param family of what the work may throw besides unchecked exceptions
    /// @return its result
    /// @throws X what the work threw
    /// @throws InterruptedException when this thread was interrupted; the work goes on
    public <X extends Exception> T await(Class<X> family) throws X, InterruptedException {
        thread.join();
        var thrown = failure;
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (family.isInstance(thrown)) {
            throw family.cast(thrown);
        }
        if (thrown != null) {
            throw new IllegalStateException("not a " + family.getSimpleName() + ": " + thread.getName(), thrown);
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
