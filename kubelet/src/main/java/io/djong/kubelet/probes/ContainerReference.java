package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.client.events.EventRecorder;

/// What an event about one container of a pod points to.
final class ContainerReference {
    private ContainerReference() {}

    static ObjectReference of(Pod pod, String container) {
        var list = pod.spec().initContainers().stream().anyMatch(c -> c.name().equals(container))
                ? "initContainers"
                : "containers";
        return EventRecorder.referenceTo(pod).withFieldPath("spec." + list + "{" + container + "}");
    }
}
