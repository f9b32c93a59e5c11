package io.djong.kubelet.stats;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/metrics/cadvisor`: those of cAdvisor's metrics that the runtime's figures give, by its names.
final class ContainerMetrics {
    private static final double NANOS = 1e9;

    private final SampleText out = new SampleText();
    private final Figures figures;

    private ContainerMetrics(Figures figures) {
        this.figures = figures;
    }

    static String of(Figures figures) {
        var metrics = new ContainerMetrics(figures);
        metrics.write();
        return metrics.out.toString();
    }

    private void write() {
        containers(
                "container_cpu_usage_seconds_total",
                "counter",
                "Cumulative cpu time consumed in seconds.",
                usage -> usage.cpu() == null ? null : scaled(usage.cpu().nanoSeconds(), NANOS));
        containers(
                "container_fs_usage_bytes",
                "gauge",
                "Number of bytes that are consumed by the container on this filesystem.",
                usage -> usage.disk() == null ? null : scaled(usage.disk().used(), 1));
        containers(
                "container_memory_rss",
                "gauge",
                "Size of RSS in bytes.",
                usage -> usage.memory() == null ? null : scaled(usage.memory().resident(), 1));
        containers(
                "container_memory_usage_bytes",
                "gauge",
                "Current memory usage in bytes, including all memory regardless of when it was accessed",
                usage -> usage.memory() == null ? null : scaled(usage.memory().usage(), 1));
        containers(
                "container_memory_working_set_bytes",
                "gauge",
                "Current working set in bytes.",
                usage -> usage.memory() == null ? null : scaled(usage.memory().workingSet(), 1));
        starts();
        networks("container_network_receive_bytes_total", "Cumulative count of bytes received", each ->
                (double) each.received());
        networks(
                "container_network_receive_errors_total",
                "Cumulative count of errors encountered while receiving",
                each -> (double) each.receiveErrors());
        networks("container_network_transmit_bytes_total", "Cumulative count of bytes transmitted", each ->
                (double) each.sent());
        networks(
                "container_network_transmit_errors_total",
                "Cumulative count of errors encountered while transmitting",
                each -> (double) each.sendErrors());
    }

    private static @Nullable Double scaled(@Nullable Long value, double unit) {
        return value == null ? null : value / unit;
    }

    private static @Nullable Instant time(Usage usage) {
        return usage.cpu() == null ? null : usage.cpu().time();
    }

    private void containers(String name, String type, String help, Function<Usage, @Nullable Double> figure) {
        out.head(name, type, help);
        for (var pod : figures.pods()) {
            for (var each : pod.containers()) {
                var value = figure.apply(each.usage());
                if (value != null) {
                    sample(name, value, time(each.usage()), pod, each);
                }
            }
        }
    }

    private void starts() {
        var name = "container_start_time_seconds";
        out.head(name, "gauge", "Start time of the container since unix epoch in seconds.");
        for (var pod : figures.pods()) {
            for (var each : pod.containers()) {
                if (each.startedAt() != null) {
                    sample(name, (double) each.startedAt().getEpochSecond(), null, pod, each);
                }
            }
        }
    }

    private void sample(
            String name,
            double value,
            @Nullable Instant time,
            Figures.PodFigures pod,
            Figures.ContainerFigures container) {
        out.sample(
                name,
                value,
                time,
                "container",
                container.name(),
                "id",
                container.id(),
                "image",
                container.image(),
                "name",
                container.id(),
                "namespace",
                pod.namespace(),
                "pod",
                pod.name());
    }

    private void networks(String name, String help, Function<Usage.Network, Double> figure) {
        out.head(name, "counter", help);
        for (var pod : figures.pods()) {
            for (var each : pod.usage().networks()) {
                out.sample(
                        name,
                        figure.apply(each),
                        each.time(),
                        "interface",
                        each.name(),
                        "namespace",
                        pod.namespace(),
                        "pod",
                        pod.name());
            }
        }
    }
}
