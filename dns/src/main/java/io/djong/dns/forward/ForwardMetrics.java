package io.djong.dns.forward;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;

/// CoreDNS's metrics of its plugins `forward` and `cache`.
public final class ForwardMetrics {
    private static final String PLUGIN = "forward";
    private static final String ZONE = ".";

    final Counter cacheRequests;
    final Counter cacheMisses;
    final Counter rejects;
    final Counter broken;

    private final String server;
    private final Family<Counter> hits;
    private final Family<Counter> evictions;
    private final Family<Gauge> entries;
    private final Family<Histogram> duration;
    private final Family<Counter> healthFailures;

    /// @param server the label: `dns://` and an address
    public ForwardMetrics(MetricRegistry registry, String server) {
        this.server = server;
        cacheRequests = registry.counter(
                        "coredns_cache_requests_total", "The count of cache requests.", "server", "zones", "view")
                .with(server, ZONE, "");
        cacheMisses = registry.counter(
                        "coredns_cache_misses_total",
                        "The count of cache misses. Deprecated, derive misses from cache hits/requests counters.",
                        "server",
                        "zones",
                        "view")
                .with(server, ZONE, "");
        hits = registry.counter(
                "coredns_cache_hits_total", "The count of cache hits.", "server", "type", "zones", "view");
        evictions = registry.counter(
                "coredns_cache_evictions_total", "The count of cache evictions.", "server", "type", "zones", "view");
        entries = registry.gauge(
                "coredns_cache_entries", "The number of elements in the cache.", "server", "type", "zones", "view");
        duration = registry.histogram(
                "coredns_proxy_request_duration_seconds",
                "Histogram of the time each request took.",
                Buckets.exponential(0.00025, 2, 16),
                "proxy_name",
                "to",
                "rcode");
        healthFailures = registry.counter(
                "coredns_proxy_healthcheck_failures_total",
                "Counter of the number of failed healthchecks.",
                "proxy_name",
                "to");
        broken = registry.counter(
                "coredns_forward_healthcheck_broken_total",
                "Counter of the number of complete failures of the healthchecks.");
        rejects = registry.counter(
                "coredns_forward_max_concurrent_rejects_total",
                "Counter of the number of queries rejected because the concurrent queries were at maximum.");
    }

    Counter hits(boolean success) {
        return hits.with(server, type(success), ZONE, "");
    }

    Counter evictions(boolean success) {
        return evictions.with(server, type(success), ZONE, "");
    }

    Gauge entries(boolean success) {
        return entries.with(server, type(success), ZONE, "");
    }

    Histogram duration(String to, String code) {
        return duration.with(PLUGIN, to, code);
    }

    Counter healthFailures(String to) {
        return healthFailures.with(PLUGIN, to);
    }

    private static String type(boolean success) {
        return success ? "success" : "denial";
    }
}
