package io.djong.client.remote;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.util.Locale;

/// The client's metrics, by upstream's names.
final class RequestMetrics {
    private final String host;
    private final Family<Counter> requests;
    private final Family<Histogram> durations;
    private final Family<Histogram> waits;
    private final Family<Histogram> sent;
    private final Family<Histogram> received;

    RequestMetrics(String host, MetricRegistry registry) {
        this.host = host;
        requests = registry.counter("rest_client_requests_total", "Requests, by answer.", "code", "host", "method");
        Buckets seconds = Buckets.of(0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60);
        durations = registry.histogram(
                "rest_client_request_duration_seconds", "How long until the answer begins.", seconds, "host", "verb");
        waits = registry.histogram(
                "rest_client_rate_limiter_duration_seconds",
                "How long requests wait for this side's own limit.",
                seconds,
                "host",
                "verb");
        Buckets bytes = Buckets.of(64, 256, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216);
        sent = registry.histogram("rest_client_request_size_bytes", "Bodies sent.", bytes, "host", "verb");
        received = registry.histogram("rest_client_response_size_bytes", "Bodies received.", bytes, "host", "verb");
    }

    void answered(String method, int code, long nanos, int bodyBytes) {
        requests.with(code == 0 ? "<error>" : Integer.toString(code), host, method)
                .inc();
        String verb = method.toUpperCase(Locale.ROOT);
        durations.with(host, verb).observeNanos(nanos);
        sent.with(host, verb).observe(bodyBytes);
    }

    void read(String method, int bytes) {
        received.with(host, method).observe(bytes);
    }

    void waited(String method, long nanos) {
        waits.with(host, method).observeNanos(nanos);
    }
}
