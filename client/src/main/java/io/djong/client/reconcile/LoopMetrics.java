package io.djong.client.reconcile;

import io.djong.base.metrics.Counter;
import io.djong.base.metrics.MetricRegistry;

/// What goes wrong in one controller's runs. Ours: upstream has only the queue's retries.
final class LoopMetrics {
    private final Counter failed;
    private final Counter broken;

    LoopMetrics(String name, MetricRegistry registry) {
        var failures = registry.counter(
                "djong_reconcile_failures_total",
                "Runs that did not end well; cause api: refused or not reachable, bug: an unchecked exception.",
                "name",
                "cause");
        failed = failures.with(name, "api");
        broken = failures.with(name, "bug");
    }

    void failed() {
        failed.inc();
    }

    void broken() {
        broken.inc();
    }
}
