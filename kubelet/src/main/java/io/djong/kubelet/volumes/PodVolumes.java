package io.djong.kubelet.volumes;

import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.environment.PodFacts;
import java.util.List;
import java.util.Set;

/// Sets volumes up and takes them away, pod by pod. Calls about different pods may run at the same time; calls about
/// one pod come from its worker, one at a time. All of them block.
public interface PodVolumes {
    /// Sets up what is missing of the pod's volumes, and brings what follows the API (ConfigMaps, Secrets, tokens,
    /// fields) up to date. Cheap when nothing has changed; called at each sync of a running pod.
    ///
    /// @throws VolumeException when a volume is not ready; the events are recorded already
    PodMounts mount(Pod pod, PodFacts facts) throws VolumeException, InterruptedException;

    /// Takes away the volumes of a pod of which no container runs any more: mounts, then contents. Termination
    /// messages stay.
    ///
    /// @throws VolumeException when something of it is still there; call again later
    void unmount(String podUid) throws VolumeException, InterruptedException;

    /// Takes away everything of a pod that nobody speaks of any more, its volumes included.
    ///
    /// @throws VolumeException when something of it is still there; call again later
    void remove(String podUid) throws VolumeException, InterruptedException;

    /// Pods that have a folder on this node and are not among these: left by a run before this one.
    List<String> orphans(Set<String> knownUids);
}
