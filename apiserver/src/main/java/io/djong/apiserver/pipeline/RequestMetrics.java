package io.djong.apiserver.pipeline;

import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.RequestInfo;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Ticker;
import java.util.Set;
import java.util.function.Predicate;

/// What upstream's server counts of its requests, by its names and labels.
public final class RequestMetrics {
    private static final Buckets DURATIONS = Buckets.of(
            0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60);
    private static final Buckets SIZES = Buckets.exponential(1_000, 10, 7);
    private static final Set<String> CONNECTS = Set.of("exec", "attach", "portforward", "proxy");
    private static final String COMPONENT = "apiserver";

    private final Ticker ticker;
    private final Predicate<RequestInfo> served;
    private final Family<Counter> requests;
    private final Family<Histogram> durations;
    private final Family<Histogram> objectives;
    private final Family<Histogram> sizes;
    private final Family<Gauge> longRunning;

    /// Registers them.
    ///
    /// @param served whether the resource of a request is one of this server's; what clients make up must
    ///     not make series
    public RequestMetrics(MetricRegistry metrics, Ticker ticker, Predicate<RequestInfo> served) {
        this.ticker = ticker;
        this.served = served;
        this.requests = metrics.counter(
                "apiserver_request_total",
                "Requests, by what they asked for and the status they got.",
                "code",
                "component",
                "dry_run",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
        this.durations = metrics.histogram(
                "apiserver_request_duration_seconds",
                "How long requests took.",
                DURATIONS,
                "component",
                "dry_run",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
        this.objectives = metrics.histogram(
                "apiserver_request_sli_duration_seconds",
                "How long requests took that count for the service level: neither watches nor streams.",
                DURATIONS,
                "component",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
        this.sizes = metrics.histogram(
                "apiserver_response_sizes",
                "Bytes of the answers to reads.",
                SIZES,
                "component",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
        this.longRunning = metrics.gauge(
                "apiserver_longrunning_requests",
                "Watches and streams that are open now.",
                "component",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
    }

    /// Counts the request when its answer has ended.
    void begin(ApiExchange exchange) {
        var started = ticker.nanos();
        var info = exchange.info();
        if (info.resourceRequest() && !served.test(info)) {
            return;
        }
        var labels = labels(exchange, info);
        var open = exchange.longRunning() ? longRunning.with(labels) : null;
        if (open != null) {
            open.inc();
        }
        exchange.afterAnswer(() -> {
            if (open != null) {
                open.dec();
            }
            ended(exchange, labels, ticker.nanos() - started);
        });
    }

    private void ended(ApiExchange exchange, String[] labels, long nanos) {
        var dry = exchange.query().first("dryRun");
        var code = Integer.toString(exchange.status());
        var group = labels[1];
        var verb = labels[5];
        requests.with(code, COMPONENT, dry, group, labels[2], labels[3], labels[4], verb, labels[6])
                .inc();
        durations
                .with(COMPONENT, dry, group, labels[2], labels[3], labels[4], verb, labels[6])
                .observeNanos(nanos);
        if (!exchange.longRunning()) {
            objectives.with(labels).observeNanos(nanos);
        }
        if (verb.equals("GET") || verb.equals("LIST")) {
            sizes.with(labels).observe((double) exchange.answerBytes());
        }
    }

    /// Component, group, resource, scope, subresource, verb, version.
    private static String[] labels(ApiExchange exchange, RequestInfo info) {
        var subresource = info.resourceRequest() ? info.subresource() : known(info.path());
        return new String[] {
            COMPONENT, info.group(), info.resource(), scope(info), subresource, verb(exchange, info), info.version()
        };
    }

    /// The first segment of another path that there is.
    private static String known(String path) {
        var end = path.indexOf('/', 1);
        var first = end < 0 ? path : path.substring(0, end);
        return switch (first) {
            case "/healthz", "/livez", "/readyz", "/metrics", "/version", "/api", "/apis", "/openapi" -> first;
            default -> "";
        };
    }

    private static String scope(RequestInfo info) {
        if (!info.name().isEmpty() || info.verb().equals("create")) {
            return "resource";
        }
        if (!info.namespace().isEmpty()) {
            return "namespace";
        }
        return info.resourceRequest() ? "cluster" : "";
    }

    private static String verb(ApiExchange exchange, RequestInfo info) {
        if (CONNECTS.contains(info.subresource())) {
            return "CONNECT";
        }
        return switch (info.verb()) {
            case "watch" -> "WATCH";
            case "list" -> "LIST";
            case "deletecollection" -> "DELETECOLLECTION";
            case "patch" -> exchange.header("Content-Type").startsWith("application/apply-patch") ? "APPLY" : "PATCH";
            default -> method(exchange.request().method());
        };
    }

    private static String method(String method) {
        return switch (method) {
            case "GET", "HEAD" -> "GET";
            case "POST", "PUT", "DELETE", "CONNECT", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
