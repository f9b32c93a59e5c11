package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at the pod before the nodes are looked at.
public interface PreFilterPlugin extends Plugin {
    /// [Status#SKIP]: the plug-in's Filter is not called for this pod.
    ///
    /// @param nodes the only nodes that can do, by name; null for all
    record Result(Status status, @Nullable Set<String> nodes) {
        /// Go on with all nodes.
        public static final Result GO_ON = new Result(Status.SUCCESS, null);

        /// Nothing to filter.
        public static final Result SKIP = new Result(Status.SKIP, null);

        /// Says no.
        public static Result of(Status status) {
            return new Result(status, null);
        }
    }

    /// Computes what [FilterPlugin#filter] needs, and leaves it in the state.
    Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot);

    /// A what-if: `other` is now on the node, too. Changes what [#preFilter] left.
    default void podAdded(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {}

    /// A what-if: `other` is no longer on the node.
    default void podRemoved(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {}
}
