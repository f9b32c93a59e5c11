package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Called when no node is left: may make room. Decides only; what it wants done is performed by the scheduler.
public interface PostFilterPlugin extends Plugin {
    /// What it decided.
    ///
    /// @param status success when room will be made; else why not
    /// @param nominatedNode where room will be made; "" to take a former nomination back; null to leave it
    /// @param victims who has to go for it
    record Result(Status status, @Nullable String nominatedNode, List<PodInfo> victims) {
        public Result {
            victims = List.copyOf(victims);
        }
    }

    /// Decides.
    ///
    /// @param filtered what the filters said to each node, and a way to ask them again
    Result postFilter(CycleState state, PodInfo pod, Snapshot snapshot, Filtered filtered);

    /// What the filters said.
    interface Filtered {
        /// Why the node was refused.
        Status status(String node);

        /// Runs the filters on a node as it would be.
        Status filter(NodeInfo node);

        /// Tells the filters of a what-if.
        void podAdded(PodInfo other, NodeInfo node);

        /// Tells the filters of a what-if.
        void podRemoved(PodInfo other, NodeInfo node);
    }
}
