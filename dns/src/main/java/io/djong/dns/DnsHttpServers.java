package io.djong.dns;

import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Environment;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What CoreDNS's plugins `health`, `ready` and `prometheus` serve.
final class DnsHttpServers {
    private final Environment environment;
    private final DnsConfig config;
    private final MetricRegistry registry;
    private final BooleanSupplier ready;
    private final List<HttpServer> running = new ArrayList<>();
    private volatile boolean leaving;

    DnsHttpServers(Environment environment, DnsConfig config, MetricRegistry registry, BooleanSupplier ready) {
        this.environment = environment;
        this.config = config;
        this.registry = registry;
        this.ready = ready;
    }

    void start() throws StartException, InterruptedException {
        listen(config.health(), this::health);
        listen(config.ready(), this::ready);
        listen(config.metrics(), this::metrics);
    }

    private void listen(@Nullable InetSocketAddress at, HttpHandler handler)
            throws StartException, InterruptedException {
        if (at == null) return;
        HttpServer server = new HttpServer(environment, HttpServerConfig.plain(at), handler);
        server.start();
        running.add(server);
    }

    private void health(Request request, Response response) {
        if (!request.path().equals("/health")) notFound(response);
        else if (leaving) response.send(503, Piece.of("Service Unavailable"));
        else response.send(200, Piece.of("OK"));
    }

    private void ready(Request request, Response response) {
        if (!request.path().equals("/ready")) notFound(response);
        else if (leaving) response.send(503, Piece.of("Shutting down"));
        else if (ready.getAsBoolean()) response.send(200, Piece.of("OK"));
        else response.send(503, Piece.of("kubernetes"));
    }

    private void metrics(Request request, Response response) {
        if (!request.path().equals("/metrics")) {
            notFound(response);
            return;
        }
        response.header("Content-Type", PrometheusText.CONTENT_TYPE)
                .send(200, Piece.of(PrometheusText.write(registry)));
    }

    private static void notFound(Response response) {
        response.send(404, Piece.of("404 page not found\n"));
    }

    /// From now on says that the end is near.
    void leave() {
        leaving = true;
    }

    /// Where it listens, in the order health, ready, metrics.
    List<InetSocketAddress> addresses() {
        return running.stream().map(HttpServer::address).toList();
    }

    void stop() throws InterruptedException {
        for (HttpServer server : running.reversed()) server.stop();
        running.clear();
    }
}
