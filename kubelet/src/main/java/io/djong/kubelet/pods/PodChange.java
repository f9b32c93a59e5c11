package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;

/// What the API server says anew of a pod.
final class PodChange {
    private PodChange() {}

    /// Whether there is more in it than a status, which is mostly what this kubelet has written itself: a pod's own
    /// echo gives no work. Readiness that others give by gates counts, and so does a phase.
    static boolean matters(Pod before, Pod after) {
        return !after.spec().readinessGates().isEmpty()
                || !before.status().phase().equals(after.status().phase())
                || !before.metadata()
                        .withResourceVersion(after.metadata().resourceVersion())
                        .equals(after.metadata())
                || !before.spec().equals(after.spec());
    }
}
