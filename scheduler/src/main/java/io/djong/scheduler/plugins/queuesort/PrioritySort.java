package io.djong.scheduler.plugins.queuesort;

import io.djong.scheduler.framework.QueueSortPlugin;
import java.util.Comparator;

/// Pods of higher priority first; among equals the one that has waited longer.
public final class PrioritySort implements QueueSortPlugin {
    /// The plug-in's name.
    public static final String NAME = "PrioritySort";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparator<Queued> order() {
        return (a, b) -> {
            int byPriority = Integer.compare(b.priority(), a.priority());
            // Ticks are compared by their difference: their origin is arbitrary.
            return byPriority != 0 ? byPriority : Long.signum(a.enqueuedNanos() - b.enqueuedNanos());
        };
    }
}
