package io.djong.kubelet.server;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Pod;

/// Which containers have a terminal.
final class ContainerTerminals {
    private ContainerTerminals() {}

    static boolean has(Pod pod, String container) {
        for (Container each : pod.spec().containers()) {
            if (each.name().equals(container)) {
                return each.tty();
            }
        }
        for (Container each : pod.spec().initContainers()) {
            if (each.name().equals(container)) {
                return each.tty();
            }
        }
        for (EphemeralContainer each : pod.spec().ephemeralContainers()) {
            if (each.name().equals(container)) {
                return each.tty();
            }
        }
        return false;
    }
}
