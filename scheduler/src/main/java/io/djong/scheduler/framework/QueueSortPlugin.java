package io.djong.scheduler.framework;

import java.util.Comparator;

/// Decides in which order pods are tried. A profile has exactly one, and all profiles the same.
public interface QueueSortPlugin extends Plugin {
    /// What there is to sort by.
    interface Queued {
        /// The pod's priority.
        int priority();

        /// When the pod entered the queue this time, in nanoseconds of the ticker.
        long enqueuedNanos();
    }

    /// The pod to try first comes first.
    Comparator<Queued> order();
}
