package io.djong.controllermanager.tainteviction;

import io.djong.api.pods.Tolerations;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides how long a pod may stay on a node. Pure.
final class EvictionPlan {
    private EvictionPlan() {}

    /// @param taints the node's
    /// @param tolerations the pod's
    /// @return how long from the first sight on; zero: not at all; null: for ever
    static @Nullable Duration stay(List<Taint> taints, List<Toleration> tolerations) {
        Duration shortest = null;
        for (Taint taint : taints) {
            if (!taint.effect().equals(Tolerations.NO_EXECUTE)) continue;
            Toleration tolerating = find(tolerations, taint);
            if (tolerating == null) return Duration.ZERO;
            Long seconds = tolerating.tolerationSeconds();
            if (seconds == null) continue;
            Duration stay = Duration.ofSeconds(Math.max(0, seconds));
            if (shortest == null || stay.compareTo(shortest) < 0) shortest = stay;
        }
        return shortest;
    }

    private static @Nullable Toleration find(List<Toleration> tolerations, Taint taint) {
        for (Toleration toleration : tolerations) {
            if (Tolerations.tolerates(toleration, taint)) return toleration;
        }
        return null;
    }
}
