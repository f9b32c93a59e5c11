package io.djong.scheduler;

import io.djong.scheduler.framework.NoFit;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to do with a pod, with the reasons.
public sealed interface Decision {
    /// Put it on this node.
    ///
    /// @param evaluated how many nodes were looked at
    /// @param feasible how many of them would do
    record Place(String node, int evaluated, int feasible) implements Decision {}

    /// It fits nowhere.
    ///
    /// @param nominatedNode where room is made for it; "" takes a former nomination back; null leaves it
    /// @param victims who goes for it
    record Unschedulable(NoFit reason, @Nullable String nominatedNode, List<PodInfo> victims) implements Decision {
        public Unschedulable {
            victims = List.copyOf(victims);
        }
    }

    /// There is not a single node.
    record NoNodes() implements Decision {
        /// In upstream's words.
        static final String MESSAGE = "no nodes available to schedule pods";
    }

    /// Something went wrong.
    record Failed(Status status) implements Decision {}
}
