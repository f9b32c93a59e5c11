package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;

/// What a resize takes of the pod that was sent: resources and resize policies of its containers, and
/// resources of the
/// pod as a whole. Pure.
final class PodResize {
    private PodResize() {}

    /// The current pod, resized. One with other containers is taken as it is: the rules refuse it.
    static Pod of(Pod current, Pod sent) {
        var old = current.spec();
        var now = sent.spec();
        if (now.containers().size() != old.containers().size()
                || now.initContainers().size() != old.initContainers().size()) {
            return sent;
        }
        return current.withSpec(old.withContainers(containers(old.containers(), now.containers()))
                .withInitContainers(containers(old.initContainers(), now.initContainers()))
                .withResources(now.resources()));
    }

    private static List<Container> containers(List<Container> current, List<Container> sent) {
        var resized = new ArrayList<Container>(current.size());
        for (int i = 0; i < current.size(); i++) {
            var old = current.get(i);
            var now = sent.get(i);
            if (!old.name().equals(now.name())) {
                return sent;
            }
            resized.add(old.withResources(now.resources()).withResizePolicy(now.resizePolicy()));
        }
        return List.copyOf(resized);
    }
}
