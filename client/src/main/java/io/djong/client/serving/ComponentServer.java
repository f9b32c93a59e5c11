package io.djong.client.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.LimitListener;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A component's own HTTPS: its health paths with their checks, `/metrics`, and `/configz` where it has one.
///
/// Who asks is found out and judged on each request; paths that are open are everybody's. The answers are
/// upstream's.
public final class ComponentServer extends Service {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final ServingConfig config;
    private final List<HealthChecks> health;
    private final MetricRegistry metrics;
    private final byte[] configuration;
    private final HttpServer server;

    /// @param component its name
    /// @param health one for each health path
    /// @param configuration what `/configz` answers, JSON; "" for no such path
    public ComponentServer(
            String component,
            Environment environment,
            ServingConfig config,
            List<HealthChecks> health,
            MetricRegistry metrics,
            String configuration) {
        super(component + " serving");
        this.config = config;
        this.health = List.copyOf(health);
        this.metrics = metrics;
        this.configuration = configuration.getBytes(UTF_8);
        var authorities = config.authentication().authorities();
        this.server = new HttpServer(
                environment,
                new HttpServerConfig(
                        config.bind(),
                        config.tls().withClientAuthorities(authorities),
                        config.http2(),
                        HttpLimits.DEFAULTS,
                        LimitListener.NONE),
                this::handle);
    }

    /// Where it listens.
    ///
    /// @throws IllegalStateException before it has started
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    protected void onStart() throws Exception {
        server.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        server.stop();
    }

    private void handle(Request request, Response response) throws InterruptedException {
        switch (config.authentication().authenticate(request)) {
            case DelegatedAuthentication.Outcome.Refused refused ->
                refuse(response, 401, "Unauthorized", "Unauthorized");
            case DelegatedAuthentication.Outcome.Known(var user) -> judge(user, request, response);
        }
    }

    private void judge(UserInfo user, Request request, Response response) throws InterruptedException {
        var verb = request.method().toLowerCase(Locale.ROOT);
        DelegatedAuthorization.Decision decision;
        try {
            decision = config.authorization().path(user, verb, request.path());
        } catch (ApiException e) {
            response.header("X-Content-Type-Options", "nosniff");
            var text = "Internal Server Error: \"" + request.path() + "\": " + e.getMessage() + "\n";
            send(response, 500, TEXT, text.getBytes(UTF_8));
            return;
        }
        if (!decision.isAllowed()) {
            var sentence =
                    "forbidden: User \"" + user.username() + "\" cannot " + verb + " path \"" + request.path() + "\"";
            refuse(
                    response,
                    403,
                    "Forbidden",
                    decision.reason().isEmpty() ? sentence : sentence + ": " + decision.reason());
            return;
        }
        answer(request, response);
    }

    private void answer(Request request, Response response) {
        var path = request.path();
        for (var checks : health) {
            var prefix = "/" + checks.name();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                health(request, response, checks, path.substring(Math.min(path.length(), prefix.length() + 1)));
                return;
            }
        }
        switch (path) {
            case "/metrics" ->
                send(
                        response,
                        200,
                        "text/plain; version=0.0.4; charset=utf-8; escaping=underscores",
                        PrometheusText.write(metrics).getBytes(UTF_8));
            case "/configz" -> {
                if (configuration.length == 0) notFound(response);
                else send(response, 200, JSON, configuration);
            }
            default -> notFound(response);
        }
    }

    private static void health(Request request, Response response, HealthChecks checks, String check) {
        var query = List.of(request.rawQuery().split("&", -1));
        var excluded = new ArrayList<String>();
        boolean verbose = false;
        for (var part : query) {
            verbose |= part.equals("verbose") || part.startsWith("verbose=");
            if (part.startsWith("exclude=")) excluded.add(URLDecoder.decode(part.substring(8), UTF_8));
        }
        var answer = check.isEmpty() ? checks.all(verbose, excluded) : checks.one(check);
        response.header("X-Content-Type-Options", "nosniff");
        send(response, answer.status(), TEXT, answer.text().getBytes(UTF_8));
    }

    private static void notFound(Response response) {
        response.header("X-Content-Type-Options", "nosniff");
        send(response, 404, TEXT, "404 page not found\n".getBytes(UTF_8));
    }

    private static void refuse(Response response, int code, String reason, String message) {
        var status = Status.EMPTY
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(message);
        response.header("X-Content-Type-Options", "nosniff");
        send(response, code, JSON, Json.write(status));
    }

    private static void send(Response response, int code, String type, byte[] body) {
        response.header("Content-Type", type);
        response.header("Cache-Control", "no-cache, private");
        response.send(code, Piece.of(body));
    }
}
