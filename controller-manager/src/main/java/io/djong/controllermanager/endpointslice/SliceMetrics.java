package io.djong.controllermanager.endpointslice;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;

/// The controller's metrics, by upstream's names.
final class SliceMetrics {
    private final Histogram added;
    private final Histogram removed;
    private final Family<Counter> changes;
    private final Family<Counter> syncs;

    SliceMetrics(MetricRegistry registry) {
        added = registry.histogram(
                "endpoint_slice_controller_endpoints_added_per_sync",
                "Endpoints added by one run.",
                Buckets.exponential(2, 2, 15));
        removed = registry.histogram(
                "endpoint_slice_controller_endpoints_removed_per_sync",
                "Endpoints removed by one run.",
                Buckets.exponential(2, 2, 15));
        changes = registry.counter("endpoint_slice_controller_changes", "Slices written.", "operation");
        syncs = registry.counter("endpoint_slice_controller_syncs", "Runs, by how they ended.", "result");
    }

    void planned(Plan plan) {
        added.observe(plan.added());
        removed.observe(plan.removed());
    }

    void changed(String operation) {
        changes.with(operation).inc();
    }

    void synced(String result) {
        syncs.with(result).inc();
    }
}
