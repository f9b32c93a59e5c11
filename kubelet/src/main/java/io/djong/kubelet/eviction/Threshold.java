package io.djong.kubelet.eviction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How little may be left before pods are evicted.
///
/// @param value met when less than this is left
/// @param grace how long that has to hold; zero for a hard threshold
/// @param reclaimMin how much more than `value` has to be left until it is over; null for nothing
record Threshold(
        Signal signal,
        Amount value,
        Duration grace,
        @Nullable Amount reclaimMin) {
    boolean isHard() {
        return grace.isZero();
    }

    /// Upstream compares without what has to be reclaimed.
    boolean isSame(Threshold other) {
        return signal == other.signal && value.equals(other.value) && grace.equals(other.grace);
    }
}
