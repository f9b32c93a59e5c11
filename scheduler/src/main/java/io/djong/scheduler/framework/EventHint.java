package io.djong.scheduler.framework;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import java.util.List;
import java.util.function.BiPredicate;
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

    /// Those of a plug-in that refuses nodes for their taints: a node helps that is new or has other taints, and
    /// admits
    /// the pod now, though not before; so does another toleration.
    ///
    /// @param admits whether the plug-in lets a pod onto a node
    public static List<EventHint> ofTaints(BiPredicate<Pod, Node> admits) {
        return List.of(
                new EventHint(
                        ClusterEvent.wanted(Source.NODE, Action.ADD, Action.UPDATE_NODE_TAINT),
                        (pod, before, after) -> after instanceof Node now
                                && admits.test(pod, now)
                                && !(before instanceof Node then && admits.test(pod, then))),
                new EventHint(
                        ClusterEvent.wanted(Source.UNSCHEDULED_POD, Action.UPDATE_POD_TOLERATION),
                        (pod, _, after) -> isSame(pod, after)));
    }

    /// Helps all pods.
    public static EventHint always(ClusterEvent event) {
        return new EventHint(event, (_, _, _) -> true);
    }
}
