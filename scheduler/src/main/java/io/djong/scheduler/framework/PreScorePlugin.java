package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;

/// Looks at the pod and at all nodes that are left, before these are compared.
public interface PreScorePlugin extends Plugin {
    /// [Status#SKIP]: the plug-in's Score is not called for this pod, and counts nothing.
    Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes);
}
