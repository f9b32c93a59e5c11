package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.PodInfo;

/// Sets things aside on the node that was chosen.
public interface ReservePlugin extends Plugin {
    /// Sets aside. When any plug-in says no, all are asked to [#unreserve].
    Status reserve(CycleState state, PodInfo pod, String node);

    /// Undoes [#reserve], also one that never was. Called when something later fails.
    void unreserve(CycleState state, PodInfo pod, String node);
}
