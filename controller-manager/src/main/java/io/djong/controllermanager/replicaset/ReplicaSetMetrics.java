package io.djong.controllermanager.replicaset;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.controllermanager.podcontrol.PodStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The controller's metrics, by upstream's names.
final class ReplicaSetMetrics {
    private final Histogram ageRatio;
    private final Counter staleSkips;

    ReplicaSetMetrics(MetricRegistry registry) {
        ageRatio = registry.histogram(
                "replicaset_controller_sorting_deletion_age_ratio",
                "The ratio of chosen deleted pod's ages to the current youngest pod's age (at the time).",
                Buckets.exponential(0.25, 2, 6));
        staleSkips = registry.counter(
                        "replicaset_controller_stale_sync_skips_total",
                        "Runs skipped because the controller's own last writes were not in its view.",
                        "group",
                        "resource")
                .with("apps", "replicasets");
    }

    void staleSkip() {
        staleSkips.inc();
    }

    /// How old the chosen pods are beside the youngest ready one.
    void deleting(List<Pod> chosen, List<Pod> all, Instant now) {
        Instant youngest = Instant.MIN;
        for (Pod pod : all) {
            if (!PodStates.isActive(pod) || !PodStates.isReady(pod)) continue;
            Instant created = pod.metadata().creationTimestamp();
            if (created.isAfter(youngest)) youngest = created;
        }
        if (youngest.equals(Instant.MIN)) return;
        double youngestAge = age(youngest, now);
        if (youngestAge <= 0) return;
        for (Pod pod : chosen) ageRatio.observe(age(pod.metadata().creationTimestamp(), now) / youngestAge);
    }

    private static double age(Instant created, Instant now) {
        return Duration.between(created, now).toMillis() / 1000.0;
    }
}
