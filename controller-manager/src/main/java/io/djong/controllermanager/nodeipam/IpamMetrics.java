package io.djong.controllermanager.nodeipam;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;

/// The controller's metrics, by upstream's names.
final class IpamMetrics {
    private static final String LABEL = "clusterCIDR";

    private final Family<Counter> allocations;
    private final Family<Counter> releases;
    private final Family<Gauge> sizes;
    private final Family<Gauge> usage;
    private final Family<Histogram> tries;

    IpamMetrics(MetricRegistry registry) {
        allocations = registry.counter(
                "node_ipam_controller_cidrset_cidrs_allocations_total", "Parts given to nodes.", LABEL);
        releases = registry.counter("node_ipam_controller_cidrset_cidrs_releases_total", "Parts taken back.", LABEL);
        // Upstream's spelling.
        sizes = registry.gauge("node_ipam_controller_cirdset_max_cidrs", "Parts that there are.", LABEL);
        usage = registry.gauge("node_ipam_controller_cidrset_usage_cidrs", "Share of the parts that is given.", LABEL);
        tries = registry.histogram(
                "node_ipam_controller_cidrset_allocation_tries_per_request",
                "How many parts were looked at and found taken, per part given.",
                Buckets.exponential(1, 5, 5),
                LABEL);
    }

    void size(SubnetPool pool) {
        sizes.with(pool.cluster().toString()).set(pool.size());
    }

    void given(SubnetPool pool, int count) {
        allocations.with(pool.cluster().toString()).add(count);
        used(pool);
    }

    void released(SubnetPool pool, int count) {
        releases.with(pool.cluster().toString()).add(count);
        used(pool);
    }

    void tried(SubnetPool pool, int count) {
        tries.with(pool.cluster().toString()).observe(count);
    }

    private void used(SubnetPool pool) {
        usage.with(pool.cluster().toString()).set((double) pool.takenCount() / pool.size());
    }
}
