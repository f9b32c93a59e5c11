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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What upstream's server counts of its requests, by its names and labels.
public final class RequestMetrics {
    private static final Buckets DURATIONS = Buckets.of(
            0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60);
    private static final Buckets SIZES = Buckets.exponential(1_000, 10, 7);
    private static final Buckets BODY_SIZES = Buckets.linear(50_000, 100_000, 31);
    private static final Set<String> NAMED_USERS =
            Set.of("admin", "client", "kube_proxy", "kubelet", "system:serviceaccount:kube-system:default");
    private static final Set<String> CONNECTS = Set.of("exec", "attach", "portforward", "proxy");
    private static final String COMPONENT = "apiserver";

    private final Ticker ticker;
    private final Predicate<RequestInfo> served;
    private final Family<Counter> requests;
    private final Family<Histogram> durations;
    private final Family<Histogram> objectives;
    private final Family<Histogram> sizes;
    private final Family<Gauge> longRunning;
    private final Family<Counter> users;
    private final Family<Histogram> bodies;
    private final Family<Gauge> deprecated;
    private final Function<RequestInfo, @Nullable String> removedIn;

    /// Registers them.
    ///
    /// @param served whether the resource of a request is one of this server's; what clients make up must
    ///     not make series
    /// @param removedIn the release that no longer has what a request asks for, "" for none yet; null for what is
    ///     not old
    public RequestMetrics(
            MetricRegistry metrics,
            Ticker ticker,
            Predicate<RequestInfo> served,
            Function<RequestInfo, @Nullable String> removedIn) {
        this.removedIn = removedIn;
        this.ticker = ticker;
        this.served = served;
        this.requests = requests(metrics);
        this.durations = durations(metrics);
        this.objectives = metrics.histogram(
                "apiserver_request_sli_duration_seconds",
                "[ALPHA] How long requests took that count for the service level: neither watches nor streams.",
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
                "[STABLE] Bytes of the answers to reads.",
                SIZES,
                "component",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
        this.longRunning = longRunning(metrics);
        this.users = metrics.counter(
                "authenticated_user_requests",
                "[ALPHA] Requests of callers that are known, by a few kinds of names.",
                "username");
        this.deprecated = metrics.gauge(
                "apiserver_requested_deprecated_apis",
                "[STABLE] Always 1: somebody asked for this old version since the start.",
                "group",
                "removed_release",
                "resource",
                "subresource",
                "version");
        this.bodies = metrics.histogram(
                "apiserver_request_body_size_bytes",
                "[ALPHA] Bytes of the bodies of writes.",
                BODY_SIZES,
                "group",
                "resource",
                "verb");
    }

    private static Family<Counter> requests(MetricRegistry metrics) {
        return metrics.counter(
                "apiserver_request_total",
                "[STABLE] Requests, by what they asked for and the status they got.",
                "code",
                "component",
                "dry_run",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
    }

    private static Family<Histogram> durations(MetricRegistry metrics) {
        return metrics.histogram(
                "apiserver_request_duration_seconds",
                "[STABLE] How long requests took.",
                DURATIONS,
                "component",
                "dry_run",
                "group",
                "resource",
                "scope",
                "subresource",
                "verb",
                "version");
    }

    private static Family<Gauge> longRunning(MetricRegistry metrics) {
        return metrics.gauge(
                "apiserver_longrunning_requests",
                "[STABLE] Watches and streams that are open now.",
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
        if (exchange.status() != 401) {
            users.with(kindOf(exchange.user().name())).inc();
        }
        var removed = exchange.info().resourceRequest() ? removedIn.apply(exchange.info()) : null;
        if (removed != null) {
            deprecated.with(group, removed, labels[2], labels[4], labels[6]).set(1);
        }
        if (exchange.bodyBytes() > 0 && exchange.info().resourceRequest()) {
            bodies.with(group, labels[2], exchange.info().verb()).observe(exchange.bodyBytes());
        }
        if (verb.equals("GET") || verb.equals("LIST")) {
            sizes.with(labels).observe((double) exchange.answerBytes());
        }
    }

    /// Names of users are no labels.
    private static String kindOf(String user) {
        return NAMED_USERS.contains(user) ? user : user.contains("@") ? "email_id" : "other";
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
