package io.djong.kubelet.pods;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.kubelet.pods.PodWork.Stage;

/// What pods wait for, by upstream's names.
final class PodMetrics {
    private final Family<Histogram> worker;
    private final Histogram start;
    private final Family<Counter> rejections;
    private final Family<Counter> preemptions;

    PodMetrics(MetricRegistry registry) {
        this.worker = registry.histogram(
                "kubelet_pod_worker_duration_seconds",
                "[ALPHA] Duration in seconds to sync a single pod. Broken down by operation type: create, update, or"
                        + " sync",
                Buckets.standard(),
                "operation_type");
        this.start = registry.histogram(
                "kubelet_pod_start_duration_seconds",
                "[ALPHA] Duration in seconds from kubelet seeing a pod for the first time to the pod starting to run",
                Buckets.of(
                        0.5, 1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 45, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200,
                        1800, 2700, 3600));
        this.rejections = registry.counter(
                "kubelet_admission_rejections_total",
                "[ALPHA] Cumulative number pod admission rejections by the Kubelet.",
                "reason");
        this.preemptions = registry.counter(
                "kubelet_preemptions",
                "[ALPHA] Cumulative number of pod preemptions by preemption resource",
                "preemption_signal");
    }

    /// @param isFirst whether nothing was done for this pod before
    void worked(Stage stage, boolean isFirst, long nanos) {
        worker.with(stage != Stage.SYNC ? "kill" : isFirst ? "create" : "sync").observeNanos(nanos);
    }

    void runs(long sinceSeenNanos) {
        start.observeNanos(sinceSeenNanos);
    }

    void rejected(String reason) {
        rejections.with(reason).inc();
    }

    void preempted(String resource) {
        preemptions.with(resource).inc();
    }
}
