package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;

/// Decides whether a pod can be on a node.
public interface FilterPlugin extends Plugin {
    /// Called for up to thousands of nodes per pod: allocates nothing.
    Status filter(CycleState state, PodInfo pod, NodeInfo node);
}
