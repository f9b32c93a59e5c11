package io.djong.apiserver.flowcontrol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Serves no more requests at a time than the limits allow: later ones wait for a quarter of the request's
/// time, then are told to come back (429 with `Retry-After`). Long-running requests are not counted, and
/// members of `system:masters` always get a seat.
public final class FlowControlStage implements Stage {
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final byte[] REFUSAL = "Too many requests, please try again later.\n".getBytes(UTF_8);

    private final FlightLimit reads;
    private final FlightLimit writes;

    /// @param readsMax reads at a time, 0 for no bound
    /// @param writesMax others at a time, 0 for no bound
    /// @param requestTimeout of every request
    public FlowControlStage(
            Environment environment, int readsMax, int writesMax, Duration requestTimeout, MetricRegistry metrics) {
        this.reads = new FlightLimit(environment, readsMax, requestTimeout.dividedBy(4));
        this.writes = new FlightLimit(environment, writesMax, requestTimeout.dividedBy(4));
        metrics.gaugesOf(
                "apiserver_current_inflight_requests",
                "[STABLE] Requests that are served now, by kind.",
                List.of("request_kind"),
                sink -> {
                    sink.add(writes.taken(), "mutating");
                    sink.add(reads.taken(), "readOnly");
                });
        metrics.gaugesOf(
                "apiserver_current_inqueue_requests",
                "[ALPHA] Requests that wait for their turn, by kind.",
                List.of("request_kind"),
                sink -> {
                    sink.add(writes.waiting(), "mutating");
                    sink.add(reads.waiting(), "readOnly");
                });
    }

    @Override
    public boolean handle(ApiExchange exchange) throws InterruptedException {
        if (exchange.longRunning() || exchange.user().groups().contains(User.MASTERS_GROUP)) {
            return false;
        }
        var limit = READS.contains(exchange.info().verb()) ? reads : writes;
        if (limit.enter()) {
            exchange.afterHandling(limit::leave);
            return false;
        }
        exchange.response().header("Retry-After", "1");
        exchange.response().header("X-Content-Type-Options", "nosniff");
        exchange.send(429, "text/plain; charset=utf-8", REFUSAL);
        return true;
    }
}
