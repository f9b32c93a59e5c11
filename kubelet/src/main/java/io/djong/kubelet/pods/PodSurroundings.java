package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.runtime.PodContext;
import java.util.List;
import java.util.Set;

/// What is around a pod's containers on this node: control groups, volumes, names. Made before the
/// first of them starts, taken away when the last has ended. Calls about one pod come from its
/// worker, one at a time; all of them may block.
public interface PodSurroundings {
    /// Makes what is missing and brings the rest up to date; cheap when there is nothing to do.
    PodContext prepare(Pod pod, List<String> podIps) throws PreparationException, InterruptedException;

    /// Takes everything away.
    void remove(String uid) throws PreparationException, InterruptedException;

    /// Pods that left something on this node and are not among these.
    List<String> orphans(Set<String> known);
}
