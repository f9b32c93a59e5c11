package io.djong.base.time;

/// A monotonic clock with an arbitrary origin.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since an arbitrary origin, which may be negative. Compare two readings by subtraction only.
    long nanos();
}
