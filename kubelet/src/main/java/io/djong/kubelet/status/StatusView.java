package io.djong.kubelet.status;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.SyncOutcome.Waiting;
import java.util.List;
import java.util.SortedMap;

/// What a pod's status is made of.
///
/// @param pod as it is desired, with the status that the API server has
/// @param before the status that this kubelet made last; the API server's if it made none
/// @param runtime what the container runtime has
/// @param reasons why containers wait that should run, by name
/// @param probes what probes say
/// @param terminal nothing of the pod runs any more, and nothing of it will be started
/// @param hostIps the node's addresses, the main one first
public record StatusView(
        Pod pod,
        PodStatus before,
        PodRuntimeStatus runtime,
        SortedMap<String, Waiting> reasons,
        ContainerProbes probes,
        boolean terminal,
        List<String> hostIps) {
    public StatusView {
        hostIps = List.copyOf(hostIps);
    }
}
