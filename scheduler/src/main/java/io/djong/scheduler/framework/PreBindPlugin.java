package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.PodInfo;

/// Does what must be done before a pod is bound. May wait.
public interface PreBindPlugin extends Plugin {
    /// Anything but success ends the attempt.
    Status preBind(CycleState state, PodInfo pod, String node) throws InterruptedException;
}
