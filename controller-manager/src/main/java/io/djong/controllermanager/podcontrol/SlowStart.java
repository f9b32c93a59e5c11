package io.djong.controllermanager.podcontrol;

import io.djong.base.time.Threads;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Calls the same thing many times, carefully: first once, then twice as many at a time after each batch without a
/// failure. What fails for all fails once, instead of a thousand times.
public final class SlowStart {
    private SlowStart() {}

    /// One of the calls.
    @FunctionalInterface
    public interface Call {
        /// @param number from 0
        void run(int number) throws ApiException, InterruptedException;
    }

    /// @param succeeded calls that did
    /// @param failure of the first call that failed, in order of their numbers; null when all succeeded
    public record Result(int succeeded, @Nullable ApiException failure) {}

    /// Calls up to `count` times. After a batch with a failure no further one begins.
    ///
    /// @param together calls at the same time in the first batch; all further batches double it
    public static Result run(Threads threads, int count, int together, Call call) throws InterruptedException {
        int done = 0;
        int succeeded = 0;
        for (int size = Math.min(count, together); size > 0; size = Math.min(2 * size, count - done)) {
            var failures = batch(threads, done, size, call);
            succeeded += size - failures.size();
            done += size;
            if (!failures.isEmpty()) return new Result(succeeded, failures.getFirst());
        }
        return new Result(succeeded, null);
    }

    /// Calls `count` times at the same time.
    ///
    /// @return the failures, in order of the calls' numbers
    public static List<ApiException> together(Threads threads, int count, Call call) throws InterruptedException {
        return batch(threads, 0, count, call);
    }

    private static List<ApiException> batch(Threads threads, int from, int size, Call call)
            throws InterruptedException {
        var outcomes = new AtomicReferenceArray<@Nullable Exception>(size);
        if (size == 1) {
            outcomes.set(0, outcome(from, call));
        } else {
            List<Thread> running = new ArrayList<>(size);
            try {
                for (int i = 0; i < size; i++) {
                    int index = i;
                    running.add(threads.start("batch", () -> outcomes.set(index, outcome(from + index, call))));
                }
                for (Thread thread : running) thread.join();
            } catch (InterruptedException e) {
                for (Thread thread : running) thread.interrupt();
                throw e;
            }
        }
        List<ApiException> failures = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            switch (outcomes.get(i)) {
                case null -> {}
                case ApiException e -> failures.add(e);
                case InterruptedException e -> throw e;
                case RuntimeException e -> throw e;
                case Exception e -> throw new IllegalStateException(e);
            }
        }
        return failures;
    }

    private static @Nullable Exception outcome(int number, Call call) {
        try {
            call.run(number);
            return null;
        } catch (ApiException | InterruptedException | RuntimeException e) {
            return e;
        }
    }
}
