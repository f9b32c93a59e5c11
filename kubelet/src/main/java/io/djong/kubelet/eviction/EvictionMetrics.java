package io.djong.kubelet.eviction;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.time.Duration;

/// How often pods were evicted, by upstream's names.
public final class EvictionMetrics {
    private final Family<Counter> evictions;
    private final Family<Histogram> age;

    public EvictionMetrics(MetricRegistry registry) {
        this.evictions = registry.counter(
                "kubelet_evictions",
                "[ALPHA] Cumulative number of pod evictions by eviction signal",
                "eviction_signal");
        this.age = registry.histogram(
                "kubelet_eviction_stats_age_seconds",
                "[ALPHA] Time between when stats are collected, and when pod is evicted based on those stats by"
                        + " eviction signal",
                Buckets.standard(),
                "eviction_signal");
    }

    void evicted(String signal) {
        evictions.with(signal).inc();
    }

    void acted(Signal signal, Duration statsAge) {
        age.with(signal.text()).observeNanos(statsAge.toNanos());
    }
}
