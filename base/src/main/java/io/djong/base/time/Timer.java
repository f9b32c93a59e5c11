package io.djong.base.time;

/// One task that is due later, or again and again.
@FunctionalInterface
public interface Timer {
    /// Takes the task back. A run that has begun is neither stopped nor waited for; a periodic task
    /// does not run again.
    ///
    /// @return true if this call prevented the (next) run; false if a one-shot task has begun or was
    ///     cancelled before
    boolean cancel();
}
