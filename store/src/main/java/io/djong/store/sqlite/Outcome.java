package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What a platform thread owes the one caller that waits for it. Made by the caller.
final class Outcome<T extends @Nullable Object> {
    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Result<T> result;

    /// Either a value or a failure.
    private record Result<T extends @Nullable Object>(
            T value, @Nullable StoreException failure) {}

    void set(T value) {
        result = new Result<>(value, null);
        LockSupport.unpark(caller);
    }

    @SuppressWarnings("NullAway") // the value is not used beside a failure
    void fail(StoreException failure) {
        result = new Result<>(null, failure);
        LockSupport.unpark(caller);
    }

    /// Waits, for the caller only.
    T await() throws StoreException, InterruptedException {
        Result<T> found = result;
        while (found == null) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.park(this);
            found = result;
        }
        if (found.failure != null) {
            throw found.failure;
        }
        return found.value;
    }
}
