package io.djong.dns;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;

/// CoreDNS's metrics of its plugin `metrics`, for one server.
final class DnsMetrics {
    final Family<Counter> requests;
    final Family<Histogram> duration;
    final Family<Counter> responses;

    DnsMetrics(MetricRegistry registry) {
        requests = registry.counter(
                "coredns_dns_requests_total",
                "Counter of DNS requests made per zone, protocol and family.",
                "server",
                "zone",
                "view",
                "proto",
                "family",
                "type");
        duration = registry.histogram(
                "coredns_dns_request_duration_seconds",
                "Histogram of the time (in seconds) each request took per zone.",
                Buckets.exponential(0.00025, 2, 16),
                "server",
                "zone",
                "view");
        responses = registry.counter(
                "coredns_dns_responses_total",
                "Counter of response status codes.",
                "server",
                "zone",
                "view",
                "rcode",
                "plugin");
    }
}
