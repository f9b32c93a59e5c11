package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.client.informer.Index;
import java.util.List;

/// The indexes of the pod informer that several controllers share.
public final class PodIndexes {
    /// Pods by the uid of their controller, those without one by [#orphans].
    public static final Index<Pod> BY_CONTROLLER = new Index<>("podController", PodIndexes::controllerKeys);

    /// Pods by the name of their node; those without one under "".
    public static final Index<Pod> BY_NODE =
            new Index<>("podNode", pod -> List.of(pod.spec().nodeName()));

    private PodIndexes() {}

    private static List<String> controllerKeys(KubeObject pod) {
        OwnerReference owner = Owners.controllerOf(pod);
        return List.of(owner == null ? orphans(pod.metadata().namespace()) : owner.uid());
    }

    /// The index value of a namespace's pods that have no controller.
    public static String orphans(String namespace) {
        return "orphans of " + namespace;
    }
}
