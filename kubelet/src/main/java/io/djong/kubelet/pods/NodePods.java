package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;
import java.util.List;

/// The pods that run on this node, for those who may end them.
public interface NodePods {
    /// Those that have not ended, by namespace and name.
    List<Pod> active();

    /// Ends a pod for a reason of the node's own; it fails with that. Returns at once, see [#hasEnded].
    void end(String uid, Ending ending);

    /// Whether nothing of a pod runs any more, and nothing will.
    boolean hasEnded(String uid);

    /// Whether nothing of a pod is left on the node but what the runtime keeps.
    boolean isCleanedUp(String uid);
}
