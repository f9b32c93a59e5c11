package io.djong.apiserver.admission;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Ticker;

/// How long the two steps of admission take, all plug-ins together.
public final class AdmissionMetrics {
    private static final Buckets DURATIONS = Buckets.of(0.005, 0.025, 0.1, 0.5, 1, 2.5);

    private final Ticker ticker;
    private final Family<Histogram> steps;

    /// Registers them.
    public AdmissionMetrics(MetricRegistry metrics, Ticker ticker) {
        this.ticker = ticker;
        this.steps = metrics.histogram(
                "apiserver_admission_step_admission_duration_seconds",
                "[STABLE] How long all plug-ins together took to change objects (admit) or to look at them (validate).",
                DURATIONS,
                "operation",
                "rejected",
                "type");
    }

    long begin() {
        return ticker.nanos();
    }

    /// @param type `admit` or `validate`
    void end(Operation operation, String type, boolean rejected, long begun) {
        steps.with(operation.name(), Boolean.toString(rejected), type).observeNanos(ticker.nanos() - begun);
    }
}
