package io.djong.kubelet.admission;

import io.djong.api.types.core.v1.Pod;

/// Which pods a node keeps before others.
public final class PodRank {
    private static final int SYSTEM_CRITICAL = 2_000_000_000;
    private static final String SOURCE = "kubernetes.io/config.source";
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private PodRank() {}

    /// Whether the node itself depends on the pod: static pods, and those of the system's priorities. They are
    /// neither
    /// evicted nor turned away for lack of room.
    public static boolean isCritical(Pod pod) {
        var annotations = pod.metadata().annotations();
        var source = annotations.get(SOURCE);
        var priority = pod.spec().priority();
        return (source != null && !source.equals("api"))
                || annotations.containsKey(MIRROR)
                || (priority != null && priority >= SYSTEM_CRITICAL);
    }

    /// Whether `one` may take the place of `other`.
    static boolean mayPreempt(Pod one, Pod other) {
        if (isCritical(one) && !isCritical(other)) {
            return true;
        }
        var first = one.spec().priority();
        var second = other.spec().priority();
        return first != null && second != null && first > second;
    }
}
