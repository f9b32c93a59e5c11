package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.PodInfo;
import java.time.Duration;

/// May hold a pod back before it is bound.
public interface PermitPlugin extends Plugin {
    /// Success, a no, or [Code#WAIT].
    ///
    /// @param atMost how long to wait, for [Code#WAIT]; then it is a no
    record Result(Status status, Duration atMost) {}

    /// Decides.
    Result permit(CycleState state, PodInfo pod, String node);
}
