package io.djong.kubelet.stats;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/metrics/resource`: what a metrics server asks for.
final class ResourceMetrics {
    private static final double NANOS = 1e9;

    private final SampleText out = new SampleText();

    private ResourceMetrics() {}

    static String of(Figures figures) {
        var metrics = new ResourceMetrics();
        metrics.containers(figures);
        metrics.node(figures.usage());
        metrics.pods(figures);
        metrics.end(0);
        return metrics.out.toString();
    }

    static String failed() {
        var metrics = new ResourceMetrics();
        metrics.end(1);
        return metrics.out.toString();
    }

    private record Value(double number, @Nullable Instant time) {}

    private static @Nullable Value cpu(Usage usage) {
        var cpu = usage.cpu();
        return cpu == null || cpu.nanoSeconds() == null ? null : new Value(cpu.nanoSeconds() / NANOS, cpu.time());
    }

    private static @Nullable Value memory(Usage usage) {
        var memory = usage.memory();
        return memory == null || memory.workingSet() == null ? null : new Value(memory.workingSet(), memory.time());
    }

    private void containers(Figures figures) {
        containers(
                figures,
                "container_cpu_usage_seconds_total",
                "counter",
                "[STABLE] Cumulative cpu time consumed by the container in core-seconds",
                each -> cpu(each.usage()));
        containers(
                figures,
                "container_memory_working_set_bytes",
                "gauge",
                "[STABLE] Current working set of the container in bytes",
                each -> memory(each.usage()));
        containers(
                figures,
                "container_start_time_seconds",
                "gauge",
                "[STABLE] Start time of the container since unix epoch in seconds",
                each -> each.startedAt() == null
                        ? null
                        : new Value(each.startedAt().toEpochMilli() / 1e3, null));
    }

    private void containers(
            Figures figures,
            String name,
            String type,
            String help,
            Function<Figures.ContainerFigures, @Nullable Value> value) {
        out.head(name, type, help);
        for (var pod : figures.pods()) {
            for (var each : pod.containers()) {
                var found = value.apply(each);
                if (found != null) {
                    out.sample(
                            name,
                            found.number,
                            found.time,
                            "container",
                            each.name(),
                            "namespace",
                            pod.namespace(),
                            "pod",
                            pod.name());
                }
            }
        }
    }

    private void node(Usage usage) {
        out.head(
                "node_cpu_usage_seconds_total",
                "counter",
                "[STABLE] Cumulative cpu time consumed by the node in core-seconds");
        sample("node_cpu_usage_seconds_total", cpu(usage));
        out.head("node_memory_working_set_bytes", "gauge", "[STABLE] Current working set of the node in bytes");
        sample("node_memory_working_set_bytes", memory(usage));
    }

    private void sample(String name, @Nullable Value value) {
        if (value != null) {
            out.sample(name, value.number, value.time);
        }
    }

    private void pods(Figures figures) {
        pods(
                figures,
                "pod_cpu_usage_seconds_total",
                "counter",
                "[STABLE] Cumulative cpu time consumed by the pod in core-seconds",
                ResourceMetrics::cpu);
        pods(
                figures,
                "pod_memory_working_set_bytes",
                "gauge",
                "[STABLE] Current working set of the pod in bytes",
                ResourceMetrics::memory);
    }

    private void pods(Figures figures, String name, String type, String help, Function<Usage, @Nullable Value> value) {
        out.head(name, type, help);
        for (var pod : figures.pods()) {
            var found = value.apply(pod.usage());
            if (found != null) {
                out.sample(name, found.number, found.time, "namespace", pod.namespace(), "pod", pod.name());
            }
        }
    }

    private void end(int failed) {
        out.head(
                "resource_scrape_error",
                "gauge",
                "[STABLE] 1 if there was an error while getting container metrics, 0 otherwise");
        out.sample("resource_scrape_error", failed, null);
    }
}
