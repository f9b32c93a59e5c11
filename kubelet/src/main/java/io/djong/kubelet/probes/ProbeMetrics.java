package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;

/// How probes went, by upstream's names.
final class ProbeMetrics {
    private static final String SUCCESSFUL = "successful";
    private static final String FAILED = "failed";

    private final Family<Counter> results;
    private final Family<Histogram> durations;

    ProbeMetrics(MetricRegistry registry) {
        this.results = registry.counter(
                "prober_probe_total",
                "[BETA] Cumulative number of a liveness, readiness or startup probe for a container by result.",
                "probe_type",
                "result",
                "container",
                "pod",
                "namespace",
                "pod_uid");
        this.durations = registry.histogram(
                "prober_probe_duration_seconds",
                "[ALPHA] Duration in seconds for a probe response.",
                Buckets.standard(),
                "probe_type",
                "container",
                "pod",
                "namespace");
    }

    void succeeded(ProbeKind kind, Pod pod, Container container, long tookNanos) {
        results.with(labels(kind, SUCCESSFUL, pod, container)).inc();
        var meta = pod.metadata();
        durations
                .with(kind.word(), container.name(), meta.name(), meta.namespace())
                .observeNanos(tookNanos);
    }

    void failed(ProbeKind kind, Pod pod, Container container) {
        results.with(labels(kind, FAILED, pod, container)).inc();
    }

    /// Forgets a probe that ends.
    void forget(ProbeKind kind, Pod pod, Container container) {
        for (var result : List.of(SUCCESSFUL, FAILED)) {
            results.remove(labels(kind, result, pod, container));
        }
        var meta = pod.metadata();
        durations.remove(kind.word(), container.name(), meta.name(), meta.namespace());
    }

    private static String[] labels(ProbeKind kind, String result, Pod pod, Container container) {
        var meta = pod.metadata();
        return new String[] {
            kind.word(), result, container.name(), meta.name(), meta.namespace(), meta.uid(),
        };
    }
}
