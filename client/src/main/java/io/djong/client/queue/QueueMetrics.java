package io.djong.client.queue;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;
import java.util.function.Supplier;

/// The metrics of one queue, by upstream's names.
final class QueueMetrics {
    private static final String LABEL = "name";
    private static final double SECOND_NANOS = 1e9;

    private final Gauge depth;
    private final Counter adds;
    private final Counter retries;
    private final Histogram waited;
    private final Histogram worked;

    /// What is unfinished now.
    ///
    /// @param longestNanos how long the longest running worker has had its key
    /// @param totalNanos the same, summed over all workers
    record Unfinished(long longestNanos, long totalNanos) {}

    QueueMetrics(String name, MetricRegistry registry, Supplier<Unfinished> unfinished) {
        depth = registry.gauge("workqueue_depth", "Keys that wait.", LABEL).with(name);
        adds = registry.counter("workqueue_adds_total", "Keys added.", LABEL).with(name);
        retries = registry.counter("workqueue_retries_total", "Keys added after a failure.", LABEL)
                .with(name);
        // 10 ns to 1000 s, each ten times the one before.
        Buckets buckets = Buckets.exponential(10e-9, 10, 12);
        waited = registry.histogram(
                        "workqueue_queue_duration_seconds",
                        "How long a key waits before a worker has it.",
                        buckets,
                        LABEL)
                .with(name);
        worked = registry.histogram("workqueue_work_duration_seconds", "How long a worker has a key.", buckets, LABEL)
                .with(name);
        registry.gaugesOf(
                "workqueue_unfinished_work_seconds",
                "How long all running workers have had their keys, summed.",
                List.of(LABEL),
                sink -> sink.add(unfinished.get().totalNanos() / SECOND_NANOS, name));
        registry.gaugesOf(
                "workqueue_longest_running_processor_seconds",
                "How long the longest running worker has had its key.",
                List.of(LABEL),
                sink -> sink.add(unfinished.get().longestNanos() / SECOND_NANOS, name));
    }

    void added() {
        adds.inc();
    }

    void retried() {
        retries.inc();
    }

    void depth(int keys) {
        depth.set(keys);
    }

    void taken(int keysLeft, long waitedNanos) {
        depth.set(keysLeft);
        waited.observeNanos(waitedNanos);
    }

    void finished(long workedNanos) {
        worked.observeNanos(workedNanos);
    }
}
