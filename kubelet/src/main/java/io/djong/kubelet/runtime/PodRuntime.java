package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Pod;
import org.jspecify.annotations.Nullable;

/// Makes pods what they should be, on the container runtime. Calls block; calls about different
/// pods may run at the same time, calls about one pod come one after the other (from its worker).
public interface PodRuntime {
    /// One step towards what the pod says: decides what is to be done by what is there, and does
    /// it. What has to wait (for an init container, a back-off, a probe) is left to the next call,
    /// which is due when the pod's status changes, when the pod changes, or after
    /// [SyncOutcome#retryAfter].
    ///
    /// @param current read after the last call about this pod
    SyncOutcome sync(Pod pod, PodRuntimeStatus current, ProbeVerdicts probes, PodContext context)
            throws InterruptedException;

    /// Ends all containers of a pod, each with its hook and grace period, and then its sandboxes.
    /// What is left can be read and is removed later.
    ///
    /// @param pod null when only the runtime knows it any more
    /// @param graceSeconds in place of what the pod says; null keeps that
    /// @throws PodKillException when something of it may run still; everything was tried
    void kill(@Nullable Pod pod, PodRuntimeStatus current, @Nullable Long graceSeconds)
            throws PodKillException, InterruptedException;

    /// Forgets what was remembered of a pod that is gone: back-off and the like.
    void forget(String uid);
}
