package io.djong.controllermanager.nodelifecycle;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;

/// The controller's metrics, by upstream's names.
final class NodeMetrics {
    private final Histogram rounds;
    private final Histogram looks;
    private final Family<Counter> evictions;
    private final Family<Gauge> sizes;
    private final Family<Gauge> health;
    private final Family<Gauge> unhealthy;

    NodeMetrics(MetricRegistry registry) {
        rounds = registry.histogram(
                "node_collector_update_all_nodes_health_duration_seconds",
                "How long one look at all nodes takes.",
                Buckets.exponential(0.01, 4, 6));
        looks = registry.histogram(
                "node_collector_update_node_health_duration_seconds",
                "How long the look at one node takes.",
                Buckets.exponential(0.001, 4, 6));
        evictions = registry.counter("node_collector_evictions_total", "Nodes tainted because they are ill.", "zone");
        sizes = registry.gauge("node_collector_zone_size", "Nodes of a zone.", "zone");
        health = registry.gauge("node_collector_zone_health", "Percent of a zone's nodes that are ready.", "zone");
        unhealthy =
                registry.gauge("node_collector_unhealthy_nodes_in_zone", "Nodes of a zone that are not ready.", "zone");
    }

    void round(long nanos) {
        rounds.observeNanos(nanos);
    }

    void looked(long nanos) {
        looks.observeNanos(nanos);
    }

    void evicted(String zone) {
        evictions.with(zone).inc();
    }

    void zone(String zone, List<Boolean> ready) {
        int well = (int) ready.stream().filter(isReady -> isReady).count();
        sizes.with(zone).set(ready.size());
        unhealthy.with(zone).set(ready.size() - well);
        health.with(zone).set(ready.isEmpty() ? 100 : 100.0 * well / ready.size());
    }
}
