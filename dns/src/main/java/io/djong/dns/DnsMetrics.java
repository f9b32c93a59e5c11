package io.djong.dns;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.ResponseCode;
import java.util.concurrent.ConcurrentHashMap;

/// CoreDNS's metrics of its plugins `metrics` and `kubernetes`, for one server.
final class DnsMetrics {
    private static final String ROOT = ".";

    private final String server;
    private final String domain;
    private final Family<Counter> requests;
    private final Family<Histogram> duration;
    private final Family<Counter> responses;
    private final Family<Histogram> programming;
    /// Looking up a series by its labels costs more than answering, so those in use are kept by number.
    private final ConcurrentHashMap<Integer, Series> known = new ConcurrentHashMap<>();

    private record Series(Counter requests, Counter responses, Histogram duration) {}

    /// @param server the label: `dns://` and an address
    /// @param domain the cluster's, with its dot
    DnsMetrics(MetricRegistry registry, String server, String domain) {
        this.server = server;
        this.domain = domain;
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
        programming = registry.histogram(
                "coredns_kubernetes_dns_programming_duration_seconds",
                "Histogram of the time (in seconds) it took to program a dns instance.",
                Buckets.exponential(0.001, 2, 20),
                "service_kind");
    }

    /// Counts one answered query.
    ///
    /// @param code the response code
    /// @param cluster whether the name is in the cluster's domain
    void count(int code, boolean cluster, int type, boolean tcp, boolean v4, long nanos) {
        int key = code << 20 | (type & 0xFFFF) << 3 | (cluster ? 4 : 0) | (tcp ? 2 : 0) | (v4 ? 1 : 0);
        Series series = known.get(key);
        if (series == null) series = series(key, code, cluster, type, tcp, v4);
        series.requests().inc();
        series.responses().inc();
        series.duration().observeNanos(nanos);
    }

    private Series series(int key, int code, boolean cluster, int type, boolean tcp, boolean v4) {
        String zone = cluster ? domain : ROOT;
        String typeName = RecordType.name(type);
        Series series = new Series(
                requests.with(server, zone, "", tcp ? "tcp" : "udp", v4 ? "1" : "2", typeName),
                responses.with(server, zone, "", ResponseCode.name(code), cluster ? "kubernetes" : "forward"),
                duration.with(server, zone, ""));
        // Clients choose the type; what has no name of its own is rare and is not kept.
        if (!typeName.equals(RecordType.OTHER)) known.put(key, series);
        return series;
    }

    /// Counts how long it took until the endpoints of a headless Service had names.
    void programmed(double seconds) {
        programming.with("headless_with_selector").observe(seconds);
    }
}
