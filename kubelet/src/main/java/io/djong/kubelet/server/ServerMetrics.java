package io.djong.kubelet.server;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Ticker;
import java.util.List;
import java.util.Set;

/// How often and how long the server was asked, by upstream's names.
final class ServerMetrics {
    private static final Set<String> LONG_RUNNING = Set.of("exec", "attach", "portForward");
    private static final Set<String> PATHS = Set.of(
            "attach",
            "configz",
            "containerLogs",
            "exec",
            "healthz",
            "logs",
            "metrics",
            "pods",
            "portForward",
            "run",
            "runningpods",
            "stats");
    private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final String[] LABELS = {"long_running", "method", "path", "server_type"};

    private final Ticker ticker;
    private final Family<Counter> requests;
    private final Family<Histogram> durations;
    private final Family<Gauge> open;

    ServerMetrics(Ticker ticker, MetricRegistry registry) {
        this.ticker = ticker;
        this.requests = registry.counter(
                "kubelet_http_requests_total",
                "[ALPHA] Number of the http requests received since the server started",
                LABELS);
        this.durations = registry.histogram(
                "kubelet_http_requests_duration_seconds",
                "[ALPHA] Duration in seconds to serve http requests",
                Buckets.standard(),
                LABELS);
        this.open = registry.gauge(
                "kubelet_http_inflight_requests", "[ALPHA] Number of the inflight http requests", LABELS);
    }

    /// Serves a request.
    @FunctionalInterface
    interface Serving {
        void serve() throws Refusal, InterruptedException;
    }

    /// Counts a request while it is served. What nobody knows has no label of its own, so that
    /// nobody can fill the registry.
    void count(String method, List<String> path, Serving serving) throws Refusal, InterruptedException {
        var first = path.isEmpty() ? "" : path.getFirst();
        var labels = new String[] {
            Boolean.toString(LONG_RUNNING.contains(first)),
            METHODS.contains(method) ? method : "other",
            PATHS.contains(first) ? first : "other",
            "readwrite"
        };
        requests.with(labels).inc();
        var gauge = open.with(labels);
        gauge.inc();
        long begun = ticker.nanos();
        try {
            serving.serve();
        } finally {
            gauge.dec();
            durations.with(labels).observeNanos(ticker.nanos() - begun);
        }
    }
}
