package io.djong.kubelet.runtime;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What was started, and how often the runtime's lists are read, by upstream's names.
public final class RuntimeMetrics {
    private static final String TYPE = "container_type";

    private final Counter pods;
    private final Counter podErrors;
    private final Family<Counter> containers;
    private final Family<Counter> containerErrors;
    private final Histogram relist;
    private final Histogram interval;
    private final Gauge seen;

    public RuntimeMetrics(MetricRegistry registry) {
        this.pods = registry.counter("kubelet_started_pods_total", "[ALPHA] Cumulative number of pods started");
        this.podErrors = registry.counter(
                "kubelet_started_pods_errors_total", "[ALPHA] Cumulative number of errors when starting pods");
        this.containers = registry.counter(
                "kubelet_started_containers_total", "[ALPHA] Cumulative number of containers started", TYPE);
        this.containerErrors = registry.counter(
                "kubelet_started_containers_errors_total",
                "[ALPHA] Cumulative number of errors when starting containers",
                TYPE,
                "code");
        this.relist = registry.histogram(
                "kubelet_pleg_relist_duration_seconds",
                "[ALPHA] Duration in seconds for relisting pods in PLEG.",
                Buckets.standard());
        this.interval = registry.histogram(
                "kubelet_pleg_relist_interval_seconds",
                "[ALPHA] Interval in seconds between relisting in PLEG.",
                Buckets.standard());
        this.seen = registry.gauge(
                "kubelet_pleg_last_seen_seconds", "[ALPHA] Timestamp in seconds when PLEG was last seen active.");
    }

    /// Shows what runs whenever metrics are read.
    ///
    /// @param pods what the runtime has; must not block
    static void show(MetricRegistry registry, Supplier<List<PodRuntimeStatus>> pods) {
        registry.gaugeOf(
                "kubelet_running_pods",
                "[ALPHA] Number of pods that have a running pod sandbox",
                () -> pods.get().stream()
                        .filter(pod -> pod.sandboxes().stream().anyMatch(SandboxStatus::ready))
                        .count());
        registry.gaugesOf(
                "kubelet_running_containers",
                "[ALPHA] Number of containers currently running",
                List.of("container_state"),
                sink -> {
                    for (var phase : ContainerState.Phase.values()) {
                        long count = pods.get().stream()
                                .flatMap(pod -> pod.containers().stream())
                                .filter(container -> container.phase() == phase)
                                .count();
                        if (count > 0) {
                            sink.add((double) count, phase.word());
                        }
                    }
                });
    }

    void podStarts() {
        pods.inc();
    }

    void podFailed() {
        podErrors.inc();
    }

    /// @param type `container`, `init_container` or `ephemeral_container`
    void containerStarts(String type) {
        containers.with(type).inc();
    }

    /// @param code why it was not started: `ErrImagePull` and the like
    void containerFailed(String type, String code) {
        containerErrors.with(type, code).inc();
    }

    /// @param sinceLastNanos since the lists were read before; negative when they were not
    void listed(long tookNanos, long sinceLastNanos, Instant at) {
        relist.observeNanos(tookNanos);
        if (sinceLastNanos >= 0) {
            interval.observeNanos(sinceLastNanos);
        }
        seen.set((double) at.getEpochSecond());
    }
}
