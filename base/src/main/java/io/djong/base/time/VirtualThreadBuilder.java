package io.djong.base.time;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.Executor;

/// Virtual threads whose continuations go to an executor of our own. JDK 25 has no public way; this
/// is the one place that uses the private one (docs/decisions/0001-virtual-environment.md).
final class VirtualThreadBuilder {
    private VirtualThreadBuilder() {}

    /// @param scheduler gets a continuation each time a thread becomes ready; running it on a platform thread
    ///     runs the
    ///     thread until it parks or ends
    /// @throws IllegalStateException with one sentence that says which JVM flag is missing
    static Thread.Builder.OfVirtual on(Executor scheduler) {
        try {
            Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            builder.setAccessible(true);
            return (Thread.Builder.OfVirtual) builder.newInstance(scheduler);
        } catch (InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "Replaying threads from a seed needs the JVM flag --add-opens java.base/java.lang=ALL-UNNAMED.", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This JDK (" + Runtime.version()
                            + ") has no virtual threads with a scheduler of one's own as JDK 25"
                            + " has, so threads cannot be replayed from a seed.",
                    e);
        }
    }
}
