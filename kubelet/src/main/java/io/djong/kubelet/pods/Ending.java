package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.PodCondition;
import org.jspecify.annotations.Nullable;

/// Why the node itself ends a pod, which fails with this.
///
/// @param reason one word, for programs: `Evicted`, `Preempting`
/// @param message for people
/// @param condition `DisruptionTarget`, told when the pod has ended; null for none
/// @param graceSeconds in place of what the pod wants; null keeps that
public record Ending(
        String reason,
        String message,
        @Nullable PodCondition condition,
        @Nullable Long graceSeconds) {
    private static final String PREEMPTED = "Preempted in order to admit critical pod";

    /// Of a pod that makes room for a critical one.
    static Ending preempted() {
        var condition = disruption("Pod was preempted by Kubelet to accommodate a critical pod.");
        return new Ending("Preempting", PREEMPTED, condition, null);
    }

    /// What a pod that the kubelet ends has as its condition.
    public static PodCondition disruption(String message) {
        return PodCondition.EMPTY
                .withType("DisruptionTarget")
                .withStatus("True")
                .withReason("TerminationByKubelet")
                .withMessage(message);
    }
}
