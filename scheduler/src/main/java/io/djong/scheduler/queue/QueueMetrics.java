package io.djong.scheduler.queue;

import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;

/// The queue's metrics, by upstream's names.
public final class QueueMetrics {
    private final MetricRegistry registry;
    private final Family<Counter> incoming;

    /// In this registry.
    public QueueMetrics(MetricRegistry registry) {
        this.registry = registry;
        incoming = registry.counter(
                "scheduler_queue_incoming_pods_total",
                "[STABLE] Number of pods added to scheduling queues by event and queue type.",
                "queue",
                "event");
    }

    void incoming(QueuedPod.Place place, String event) {
        switch (place) {
            case ACTIVE -> incoming.with("active", event).inc();
            case BACKOFF, ERROR_BACKOFF -> incoming.with("backoff", event).inc();
            case UNSCHEDULABLE -> incoming.with("unschedulable", event).inc();
            case NOWHERE -> {}
        }
    }

    void observe(SchedulingQueue queue) {
        registry.gaugesOf(
                "scheduler_pending_pods",
                "[STABLE] Number of pending pods, by the queue type.",
                List.of("queue"),
                sink -> {
                    SchedulingQueue.Sizes sizes = queue.sizes();
                    sink.add(sizes.active(), "active");
                    sink.add(sizes.backoff(), "backoff");
                    sink.add(sizes.unschedulable(), "unschedulable");
                    sink.add(sizes.gated(), "gated");
                });
        registry.gaugesOf(
                "scheduler_inflight_events",
                "Number of events currently tracked in the scheduling queue.",
                List.of("event"),
                sink -> sink.add(queue.sizes().events(), "all"));
    }
}
