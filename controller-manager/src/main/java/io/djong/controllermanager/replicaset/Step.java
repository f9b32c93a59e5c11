package io.djong.controllermanager.replicaset;

import io.djong.api.types.core.v1.Pod;
import java.util.List;

/// One effect, with the reason that makes it explainable.
sealed interface Step {
    /// Performed in slow-start batches.
    record Create(int count, String reason) implements Step {}

    /// Performed all at the same time.
    record Delete(List<Pod> pods, String reason) implements Step {}
}
