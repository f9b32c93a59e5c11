package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pods that this kubelet is asked to run, as one looks at them from outside: the kubelet's server, statistics,
/// metrics.
///
/// Each answer is a snapshot. A pod carries the newest status that this kubelet has made, which the API server may
/// not know yet. A static pod appears as itself, with its own uid; its mirror pod does not appear.
public interface KubeletPods {
    /// All pods, those that are being terminated included, by namespace and name.
    List<Pod> pods();

    /// The pod of this name, or null.
    @Nullable
    Pod byName(String namespace, String name);

    /// The pod with this uid, or null. The uid of a mirror pod finds the static pod that it stands for.
    @Nullable
    Pod byUid(String uid);
}
