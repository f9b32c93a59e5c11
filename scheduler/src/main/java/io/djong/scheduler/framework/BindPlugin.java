package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.PodInfo;

/// Binds a pod to a node. May wait. The first that does not skip has done it.
public interface BindPlugin extends Plugin {
    /// [Status#SKIP] leaves it to the next.
    Status bind(CycleState state, PodInfo pod, String node) throws InterruptedException;
}
