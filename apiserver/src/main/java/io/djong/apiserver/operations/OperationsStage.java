package io.djong.apiserver.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonWriter;
import io.djong.apiserver.content.JsonLayout;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.base.health.HealthChecks;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.client.ApiException;
import java.util.List;
import java.util.Map;

/// `/livez`, `/readyz`, `/healthz` with their checks, `/version`, `/metrics`, and `/` with the paths that
/// there are.
public final class OperationsStage implements Stage {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HealthIndicators indicators = new HealthIndicators();
    private final List<HealthChecks> health;
    private final MetricRegistry metrics;
    private final Map<String, String> version;
    private final List<String> paths;

    /// @param health one for each of the three paths
    /// @param version members of `/version` in order
    /// @param paths in order
    public OperationsStage(
            List<HealthChecks> health, MetricRegistry metrics, Map<String, String> version, List<String> paths) {
        this.health = indicators.of(health);
        this.metrics = metrics;
        this.version = version;
        this.paths = List.copyOf(paths);
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        var info = exchange.info();
        if (info.resourceRequest()) {
            return false;
        }
        var path = info.path();
        for (var checks : health) {
            var prefix = "/" + checks.name();
            if (path.equals(prefix) || (path.startsWith(prefix + "/") && path.length() > prefix.length() + 1)) {
                requireGet(exchange);
                health(
                        exchange,
                        checks,
                        path.length() > prefix.length() + 1 ? path.substring(prefix.length() + 1) : "");
                return true;
            }
        }
        switch (path) {
            case "/version", "/version/" -> {
                requireGet(exchange);
                if (!Negotiation.allows(exchange.header("Accept"), JSON)) {
                    throw Failures.noRepresentation(JSON);
                }
                exchange.send(200, JSON, version());
            }
            case "/metrics" -> metrics(exchange, metrics);
            case "/metrics/slis" -> metrics(exchange, indicators.registry());
            case "/", "" -> {
                exchange.send(200, JSON, paths());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Any method is answered, as upstream does.
    private static void metrics(ApiExchange exchange, MetricRegistry registry) {
        exchange.send(
                200, PrometheusText.CONTENT_TYPE, PrometheusText.write(registry).getBytes(UTF_8));
    }

    private static void requireGet(ApiExchange exchange) throws ApiException {
        var verb = exchange.info().verb();
        if (!verb.equals("get") && !verb.equals("head")) {
            throw Failures.methodNotAllowed();
        }
    }

    private static void health(ApiExchange exchange, HealthChecks checks, String check) {
        var query = exchange.query();
        var answer = check.isEmpty() ? checks.all(query.has("verbose"), query.all("exclude")) : checks.one(check);
        exchange.response().header("X-Content-Type-Options", "nosniff");
        exchange.send(answer.status(), TEXT, answer.text().getBytes(UTF_8));
    }

    private byte[] version() {
        var out = new JsonWriter(512);
        out.beginObject();
        version.forEach((name, value) -> {
            out.key(name);
            out.string(value);
        });
        out.endObject();
        return JsonLayout.indented(out.toBytes());
    }

    private byte[] paths() {
        var out = new JsonWriter(4_096);
        out.beginObject();
        out.key("paths");
        out.beginArray();
        for (var path : paths) {
            out.element();
            out.string(path);
        }
        out.endArray();
        out.endObject();
        return JsonLayout.indented(out.toBytes());
    }
}
