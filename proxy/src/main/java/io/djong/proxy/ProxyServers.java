package io.djong.proxy;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Taint;
import io.djong.base.lifecycle.StartException;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Environment;
import io.djong.client.informer.Lister;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.proxy.health.ProxyHealth;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The two servers of a proxy: health for load balancers and supervisors, metrics for this machine.
final class ProxyServers {
    private static final Log LOG = Log.of(ProxyServers.class);

    /// The cluster autoscaler's mark on a node that it is about to take away.
    private static final String TO_BE_DELETED = "ToBeDeletedByClusterAutoscaler";

    private final Environment environment;
    private final ProxyConfig config;
    private final MetricRegistry registry;
    private final ProxyHealth health;
    private final ProxyMetrics metrics;
    private final Lister<Node> nodes;
    private final List<HttpServer> running = new ArrayList<>();

    ProxyServers(
            Environment environment,
            ProxyConfig config,
            MetricRegistry registry,
            ProxyHealth health,
            ProxyMetrics metrics,
            Lister<Node> nodes) {
        this.environment = environment;
        this.config = config;
        this.registry = registry;
        this.health = health;
        this.metrics = metrics;
        this.nodes = nodes;
    }

    /// @throws StartException an address cannot be bound and the configuration says that this is an error
    void start() throws StartException, InterruptedException {
        listen(config.healthz(), this::answerHealth);
        listen(config.metrics(), this::answerMetrics);
    }

    private void listen(@Nullable InetSocketAddress at, io.djong.http.HttpHandler handler)
            throws StartException, InterruptedException {
        if (at == null) {
            return;
        }
        HttpServer server = new HttpServer(environment, HttpServerConfig.plain(at), handler);
        try {
            server.start();
            running.add(server);
        } catch (StartException e) {
            if (config.bindHard()) {
                throw e;
            }
            LOG.error("Proxy cannot listen", e, LogKey.ADDRESS.is(at));
        }
    }

    private void answerHealth(Request request, Response response) {
        switch (request.path()) {
            case "/healthz" -> send(response, health.healthy(eligible()), true);
            case "/livez" -> send(response, health.live(), false);
            default -> response.send(404, Piece.of("404 page not found\n"));
        }
    }

    private void send(Response response, ProxyHealth.Answer answer, boolean healthz) {
        (healthz ? metrics.healthz : metrics.livez)
                .with(Integer.toString(answer.status()))
                .inc();
        response.header("Content-Type", "application/json")
                .header("X-Content-Type-Options", "nosniff")
                .send(answer.status(), Piece.of(answer.json()));
    }

    private boolean eligible() {
        Node node = nodes.get("", config.nodeName());
        return node != null
                && node.metadata().deletionTimestamp() == null
                && node.spec().taints().stream().map(Taint::key).noneMatch(TO_BE_DELETED::equals);
    }

    private void answerMetrics(Request request, Response response) {
        switch (request.path()) {
            case "/metrics" ->
                response.header("Content-Type", PrometheusText.CONTENT_TYPE)
                        .send(200, Piece.of(PrometheusText.write(registry)));
            case "/healthz" -> response.send(200, Piece.of("ok"));
            case "/proxyMode" ->
                response.header("Content-Type", "text/plain; charset=utf-8")
                        .header("X-Content-Type-Options", "nosniff")
                        .send(200, Piece.of("nftables"));
            default -> response.send(404, Piece.of("404 page not found\n"));
        }
    }

    /// Where the servers listen, for tests.
    List<InetSocketAddress> addresses() {
        return running.stream().map(HttpServer::address).toList();
    }

    void stop() throws InterruptedException {
        for (HttpServer server : running.reversed()) {
            server.stop();
        }
        running.clear();
    }
}
