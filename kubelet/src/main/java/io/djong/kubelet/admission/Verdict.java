package io.djong.kubelet.admission;

import io.djong.api.types.core.v1.Pod;
import java.util.List;

/// What becomes of a pod that was given to the node.
public sealed interface Verdict {
    /// It is taken, when others have made room for it.
    ///
    /// @param preempted who has to go first; mostly nobody
    /// @param shortOf what they make room for: `cpu` and the like; "" when nothing is short
    record Taken(List<Pod> preempted, String shortOf) implements Verdict {
        public Taken {
            preempted = List.copyOf(preempted);
        }
    }

    /// It fails.
    record Rejected(Rejection rejection) implements Verdict {}
}
