package io.djong.kubelet.server;

import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.http.tls.ServerTls;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.service.RuntimeService;
import io.djong.kubelet.stats.StatsReader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The kubelet's server: HTTPS for API servers and whoever else the API server lets in, and plain
/// `/healthz` for this machine.
public final class KubeletServer extends Service {
    private final Environment environment;
    private final KubeletServerConfig config;
    private final KubeletPods pods;
    private final PodLifecycle lifecycle;
    private final RuntimeService runtime;
    private final StatsReader stats;
    private final MetricRegistry metrics;
    private final List<HealthCheck> health;
    private @Nullable HttpServer https;
    private @Nullable HttpServer healthz;
    private @Nullable HttpClient backend;

    /// Who serves what.
    record Rooms(
            ServerHealth health,
            PodLists lists,
            ContainerLogs logs,
            ContainerStreams streams,
            SystemLogs files,
            ServerFigures figures,
            ServerMetrics metrics) {}

    /// @param stats what is used
    /// @param health checks beside `ping`, such as upstream's `syncloop`
    public KubeletServer(
            Environment environment,
            KubeletServerConfig config,
            KubeletPods pods,
            PodLifecycle lifecycle,
            RuntimeService runtime,
            StatsReader stats,
            MetricRegistry metrics,
            List<HealthCheck> health) {
        super("kubelet-server");
        this.environment = environment;
        this.config = config;
        this.pods = pods;
        this.lifecycle = lifecycle;
        this.runtime = runtime;
        this.stats = stats;
        this.metrics = metrics;
        this.health = List.copyOf(health);
    }

    /// Where HTTPS is served; only after the start.
    public InetSocketAddress address() {
        var server = https;
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.address();
    }

    @Override
    protected void onStart() throws Exception {
        var checks = new ArrayList<HealthCheck>();
        checks.add(HealthCheck.ping());
        checks.addAll(health);
        var healthRoom = new ServerHealth(new HealthChecks("healthz", checks));
        backend = new HttpClient(environment, HttpClientConfig.DEFAULTS);
        var rooms = new Rooms(
                healthRoom,
                new PodLists(pods, lifecycle),
                new ContainerLogs(environment, pods, runtime),
                new ContainerStreams(environment, pods, lifecycle, runtime, backend),
                new SystemLogs(config.systemLogs()),
                new ServerFigures(metrics, stats, config.configuration()),
                new ServerMetrics(environment.ticker(), metrics));
        var tls = ServerTls.of(config.identity())
                .withClientAuthorities(config.access().authorities());
        https = new HttpServer(
                environment,
                HttpServerConfig.secure(config.bind(), tls),
                new KubeletHandler(config.access(), rooms, config.debugging()));
        https.start();
        var plain = config.healthz();
        if (plain != null) {
            healthz = new HttpServer(environment, HttpServerConfig.plain(plain), (request, response) -> {
                var exchange = new Exchange(request, response);
                try {
                    if (exchange.segments().isEmpty()
                            || !exchange.segments().getFirst().equals("healthz")) {
                        throw new Refusal(404, "404 page not found\n");
                    }
                    healthRoom.serve(exchange);
                } catch (Refusal e) {
                    exchange.text(e.status(), e.text());
                }
            });
            healthz.start();
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (healthz != null) {
            healthz.stop();
        }
        if (https != null) {
            https.stop();
        }
        if (backend != null) {
            backend.close();
        }
    }
}
