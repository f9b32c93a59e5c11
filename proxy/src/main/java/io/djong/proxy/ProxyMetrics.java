package io.djong.proxy;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.util.stream.DoubleStream;

/// Upstream's metrics of kube-proxy in mode nftables.
final class ProxyMetrics {
    private static final Buckets SYNC = Buckets.exponential(0.001, 2, 15);
    private static final String FAMILY = "ip_family";

    final Family<Histogram> sync;
    final Family<Histogram> fullSync;
    final Family<Histogram> partialSync;
    final Family<Gauge> lastSync;
    final Family<Gauge> lastQueued;
    final Family<Histogram> networkProgramming;
    final Family<Counter> endpointChanges;
    final Family<Counter> serviceChanges;
    final Family<Gauge> endpointChangesPending;
    final Family<Gauge> serviceChangesPending;
    final Family<Counter> syncFailures;
    final Family<Gauge> noLocalEndpoints;
    final Family<Histogram> conntrackSync;
    final Family<Counter> conntrackDeleted;
    final Family<Counter> healthz;
    final Family<Counter> livez;

    ProxyMetrics(MetricRegistry registry) {
        sync = registry.histogram(
                "kubeproxy_sync_proxy_rules_duration_seconds",
                "[ALPHA] SyncProxyRules latency in seconds",
                SYNC,
                FAMILY);
        fullSync = registry.histogram(
                "kubeproxy_sync_full_proxy_rules_duration_seconds",
                "[ALPHA] SyncProxyRules latency in seconds for full resyncs",
                SYNC,
                FAMILY);
        partialSync = registry.histogram(
                "kubeproxy_sync_partial_proxy_rules_duration_seconds",
                "[ALPHA] SyncProxyRules latency in seconds for partial resyncs",
                SYNC,
                FAMILY);
        lastSync = registry.gauge(
                "kubeproxy_sync_proxy_rules_last_timestamp_seconds",
                "[ALPHA] The last time proxy rules were successfully synced",
                FAMILY);
        lastQueued = registry.gauge(
                "kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds",
                "[ALPHA] The last time a sync of proxy rules was queued",
                FAMILY);
        networkProgramming = registry.histogram(
                "kubeproxy_network_programming_duration_seconds",
                "[ALPHA] In Cluster Network Programming Latency in seconds",
                networkProgrammingBuckets(),
                FAMILY);
        endpointChanges = registry.counter(
                "kubeproxy_sync_proxy_rules_endpoint_changes_total",
                "[ALPHA] Cumulative proxy rules Endpoint changes",
                FAMILY);
        serviceChanges = registry.counter(
                "kubeproxy_sync_proxy_rules_service_changes_total",
                "[ALPHA] Cumulative proxy rules Service changes",
                FAMILY);
        endpointChangesPending = registry.gauge(
                "kubeproxy_sync_proxy_rules_endpoint_changes_pending",
                "[ALPHA] Pending proxy rules Endpoint changes",
                FAMILY);
        serviceChangesPending = registry.gauge(
                "kubeproxy_sync_proxy_rules_service_changes_pending",
                "[ALPHA] Pending proxy rules Service changes",
                FAMILY);
        syncFailures = registry.counter(
                "kubeproxy_sync_proxy_rules_nftables_sync_failures_total",
                "[ALPHA] Cumulative proxy nftables sync failures",
                FAMILY);
        noLocalEndpoints = registry.gauge(
                "kubeproxy_sync_proxy_rules_no_local_endpoints_total",
                "[ALPHA] Number of services with a Local traffic policy and no endpoints",
                FAMILY,
                "traffic_policy");
        conntrackSync = registry.histogram(
                "kubeproxy_conntrack_reconciler_sync_duration_seconds",
                "[ALPHA] ReconcileConntrackFlowsLatency latency in seconds",
                SYNC,
                FAMILY);
        conntrackDeleted = registry.counter(
                "kubeproxy_conntrack_reconciler_deleted_entries_total",
                "[ALPHA] Cumulative conntrack flows deleted by conntrack reconciler",
                FAMILY);
        healthz = registry.counter(
                "kubeproxy_proxy_healthz_total", "[ALPHA] Cumulative proxy healthz HTTP status", "code");
        livez = registry.counter("kubeproxy_proxy_livez_total", "[ALPHA] Cumulative proxy livez HTTP status", "code");
    }

    /// 0; 0.25 and 0.5; 1 to 59 by 1; 60 to 115 by 5; 120 to 300 by 30.
    private static Buckets networkProgrammingBuckets() {
        DoubleStream fine = DoubleStream.of(0, 0.25, 0.5);
        DoubleStream seconds = DoubleStream.iterate(1, s -> s + 1).limit(59);
        DoubleStream fives = DoubleStream.iterate(60, s -> s + 5).limit(12);
        DoubleStream thirties = DoubleStream.iterate(120, s -> s + 30).limit(7);
        return Buckets.of(DoubleStream.concat(DoubleStream.concat(fine, seconds), DoubleStream.concat(fives, thirties))
                .toArray());
    }

    static String family(boolean ipv6) {
        return ipv6 ? "IPv6" : "IPv4";
    }
}
