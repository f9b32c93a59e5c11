package io.djong.apiserver.operations;

import io.djong.base.health.HealthChecks;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.MetricRegistry;
import java.util.List;

/// What `/metrics/slis` tells: how every health check came out when somebody last looked, and how often.
///
/// Source: component-base `metrics/prometheus/slis`.
final class HealthIndicators implements HealthChecks.Observer {
    private final MetricRegistry registry = new MetricRegistry();
    private final Family<Gauge> last = registry.gauge(
            "kubernetes_healthcheck",
            "[STABLE] This metric records the result of a single healthcheck.",
            "name",
            "type");
    private final Family<Counter> looks = registry.counter(
            "kubernetes_healthchecks_total",
            "[STABLE] This metric records the results of all healthcheck.",
            "name",
            "status",
            "type");

    @Override
    public void looked(String path, String check, boolean well) {
        last.with(check, path).set(well ? 1 : 0);
        looks.with(check, well ? "success" : "error", path).inc();
    }

    /// The checks, told of from now on.
    List<HealthChecks> of(List<HealthChecks> health) {
        return health.stream().map(checks -> checks.observedBy(this)).toList();
    }

    MetricRegistry registry() {
        return registry;
    }
}
