package io.djong.proxy.health;

import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.ObjectKey;
import io.djong.base.lifecycle.StartException;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.http.Piece;
import io.djong.http.Response;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The small servers at the health check node ports of services with external traffic policy Local: 200 when this
/// node has a ready endpoint, else 503, so that a load balancer sends packets only where they stay. [#update] and
/// [#close] are called by one thread at a time.
public final class NodePortHealth {
    private static final Log LOG = Log.of(NodePortHealth.class);

    private final Environment environment;
    private final BooleanSupplier proxyWell;
    private final Map<ObjectKey, Integer> localEndpoints = new ConcurrentHashMap<>();
    private final Map<ObjectKey, Listening> servers = new HashMap<>();

    private record Listening(int port, HttpServer server) {}

    /// A service's port and how many ready endpoints this node has for it.
    public record Wanted(int port, int localEndpoints) {}

    /// @param proxyWell whether the proxy keeps up
    public NodePortHealth(Environment environment, BooleanSupplier proxyWell) {
        this.environment = environment;
        this.proxyWell = proxyWell;
    }

    /// Brings the servers to what is wanted. A port that cannot be had is logged, and tried again next time.
    public void update(Map<ObjectKey, Wanted> wanted) throws InterruptedException {
        for (ObjectKey service : new TreeMap<>(servers).keySet()) {
            Wanted still = wanted.get(service);
            Listening now = servers.get(service);
            if (now != null && (still == null || still.port() != now.port())) {
                now.server().stop();
                servers.remove(service);
                localEndpoints.remove(service);
            }
        }
        for (var entry : new TreeMap<>(wanted).entrySet()) {
            ObjectKey service = entry.getKey();
            localEndpoints.put(service, entry.getValue().localEndpoints());
            if (!servers.containsKey(service)) {
                start(service, entry.getValue().port());
            }
        }
    }

    private void start(ObjectKey service, int port) throws InterruptedException {
        HttpServer server = new HttpServer(
                environment,
                HttpServerConfig.plain(new InetSocketAddress(port)),
                (request, response) -> send(answer(service), response));
        try {
            server.start();
            servers.put(service, new Listening(port, server));
        } catch (StartException e) {
            LOG.warning("Health check node port cannot be opened", e, LogKey.SERVICE.is(service), LogKey.PORT.is(port));
        }
    }

    private static void send(Answer answer, Response response) {
        response.header("Content-Type", "application/json")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Load-Balancing-Endpoint-Weight", Integer.toString(answer.weight()))
                .send(answer.status(), Piece.of(answer.json()));
    }

    /// What a load balancer is told.
    record Answer(int status, int weight, String json) {}

    Answer answer(ObjectKey service) {
        int count = localEndpoints.getOrDefault(service, 0);
        boolean well = proxyWell.getAsBoolean();
        String json = new JsonObject(Map.of(
                        "service",
                        new JsonObject(Map.of(
                                "namespace", new JsonString(service.namespace()),
                                "name", new JsonString(service.name()))),
                        "localEndpoints",
                        JsonNumber.of(count),
                        "serviceProxyHealthy",
                        JsonBool.of(well)))
                .toJson();
        return new Answer(count > 0 && well ? 200 : 503, count, json);
    }

    /// Ends all servers.
    public void close() throws InterruptedException {
        update(Map.of());
    }
}
