package io.djong.apiserver.pipeline;

import io.djong.apiserver.request.ApiExchange;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Ticker;
import io.djong.client.ApiException;

/// A stage whose answers are counted by their result, with the time that they took.
public final class MeasuredStage implements Stage {
    private static final Buckets DURATIONS = Buckets.exponential(0.001, 2, 15);

    private final Stage stage;
    private final Ticker ticker;
    private final Counter passed;
    private final Counter refused;
    private final Histogram passedSeconds;
    private final Histogram refusedSeconds;

    private MeasuredStage(
            Stage stage, MetricRegistry metrics, Ticker ticker, Names names, String whenPassed, String whenRefused) {
        this.stage = stage;
        this.ticker = ticker;
        var attempts = metrics.counter(names.attempts(), names.help(), "result");
        var durations = metrics.histogram(names.durations(), "[ALPHA] How long that took.", DURATIONS, "result");
        this.passed = attempts.with(whenPassed);
        this.refused = attempts.with(whenRefused);
        this.passedSeconds = durations.with(whenPassed);
        this.refusedSeconds = durations.with(whenRefused);
    }

    private record Names(String attempts, String durations, String help) {}

    /// Authentication, by upstream's names.
    public static MeasuredStage authentication(Stage stage, MetricRegistry metrics, Ticker ticker) {
        var names = new Names(
                "authentication_attempts",
                "authentication_duration_seconds",
                "[ALPHA] Requests whose caller was found out.");
        return new MeasuredStage(stage, metrics, ticker, names, "success", "failure");
    }

    /// Authorisation, by upstream's names.
    public static MeasuredStage authorization(Stage stage, MetricRegistry metrics, Ticker ticker) {
        var names = new Names(
                "authorization_attempts_total",
                "authorization_duration_seconds",
                "[ALPHA] Requests that were decided on.");
        return new MeasuredStage(stage, metrics, ticker, names, "allowed", "denied");
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var started = ticker.nanos();
        try {
            var answered = stage.handle(exchange);
            passed.inc();
            passedSeconds.observeNanos(ticker.nanos() - started);
            return answered;
        } catch (ApiException e) {
            refused.inc();
            refusedSeconds.observeNanos(ticker.nanos() - started);
            throw e;
        }
    }
}
