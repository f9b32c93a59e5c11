package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.PodInfo;

/// Is told that a pod was bound.
public interface PostBindPlugin extends Plugin {
    /// After the binding; nothing depends on it.
    void postBind(CycleState state, PodInfo pod, String node);
}
