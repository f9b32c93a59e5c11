package io.djong.scheduler.framework;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Pod;
import org.jspecify.annotations.Nullable;

/// An event that may help pods which a plug-in refused, and a closer look at whether it helps this one.
///
/// Source: KEP-4247.
///
/// @param hint decides; called with the queue's lock held, so quick and without waiting
public record EventHint(ClusterEvent event, Hint hint) {
    /// Decides whether an event helps a pod.
    @FunctionalInterface
    public interface Hint {
        /// @param before the object before; null when it is new
        /// @param after the object now; null when it is gone
        boolean mayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after);
    }

    /// Whether an object is this very pod.
    public static boolean isSame(Pod pod, @Nullable KubeObject object) {
        return object instanceof Pod other
                && other.metadata().uid().equals(pod.metadata().uid());
    }

    /// Helps all pods.
    public static EventHint always(ClusterEvent event) {
        return new EventHint(event, (_, _, _) -> true);
    }
}
