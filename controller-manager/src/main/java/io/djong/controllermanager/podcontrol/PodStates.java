package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How controllers see a pod.
public final class PodStates {
    private PodStates() {}

    /// The pod's condition of this type, or null.
    public static @Nullable PodCondition condition(Pod pod, String type) {
        for (PodCondition condition : pod.status().conditions()) {
            if (condition.type().equals(type)) return condition;
        }
        return null;
    }

    /// Its containers have ended for good.
    public static boolean isTerminal(Pod pod) {
        return pod.status().phase().equals("Succeeded") || pod.status().phase().equals("Failed");
    }

    /// It counts as a replica: not ended, and not being deleted.
    public static boolean isActive(Pod pod) {
        return !isTerminal(pod) && pod.metadata().deletionTimestamp() == null;
    }

    /// It is being deleted, and has not ended.
    public static boolean isTerminating(Pod pod) {
        return !isTerminal(pod) && pod.metadata().deletionTimestamp() != null;
    }

    /// Its condition `Ready` is true.
    public static boolean isReady(Pod pod) {
        PodCondition ready = condition(pod, "Ready");
        return ready != null && ready.status().equals("True");
    }

    /// It has been ready for the time that makes it available.
    public static boolean isAvailable(Pod pod, int minReadySeconds, Instant now) {
        Duration left = untilAvailable(pod, minReadySeconds, now);
        return left != null && left.isZero();
    }

    /// How long it takes until the pod, ready now, is available if it stays so: zero when it is; null when it is
    /// not ready.
    public static @Nullable Duration untilAvailable(Pod pod, int minReadySeconds, Instant now) {
        PodCondition ready = condition(pod, "Ready");
        if (ready == null || !ready.status().equals("True")) return null;
        if (minReadySeconds == 0) return Duration.ZERO;
        Instant since = ready.lastTransitionTime();
        if (since.equals(Times.ZERO)) return Duration.ofSeconds(minReadySeconds);
        Duration left = Duration.between(now, since.plusSeconds(minReadySeconds));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
