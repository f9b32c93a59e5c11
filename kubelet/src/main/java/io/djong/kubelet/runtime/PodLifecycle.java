package io.djong.kubelet.runtime;

import io.djong.kubelet.runtime.rpc.RpcException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What the runtime has, kept up to date, and who changed (upstream's PLEG with its cache).
public interface PodLifecycle {
    /// The newest status that is known; of a pod that the runtime has nothing of, an empty one.
    ///
    /// @throws RpcException when the runtime could not be asked when it was last needed
    PodRuntimeStatus status(String uid) throws RpcException, InterruptedException;

    /// A status that was read at or after this time. A worker that has changed something waits for
    /// a status newer than its change.
    ///
    /// @throws RpcException when the runtime cannot be asked
    PodRuntimeStatus statusNewerThan(String uid, Instant time) throws RpcException, InterruptedException;

    /// The pods that the runtime has anything of, by uid.
    List<PodRuntimeStatus> pods() throws RpcException, InterruptedException;

    /// Tells of each pod, by uid, whose containers or sandboxes have changed since it was told
    /// last. Calls come one at a time, promptly return, and each follows the status that it tells
    /// of.
    void listen(Consumer<String> changed);
}
