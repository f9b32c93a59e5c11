package io.djong.kubelet.server;

import io.djong.http.HttpHandler;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.kubelet.server.access.ServerAccess;
import java.util.List;

/// Lets requests in and sends them to whoever serves their path.
final class KubeletHandler implements HttpHandler {
    private final ServerAccess access;
    private final KubeletServer.Rooms rooms;
    private final boolean debugging;

    KubeletHandler(ServerAccess access, KubeletServer.Rooms rooms, boolean debugging) {
        this.access = access;
        this.rooms = rooms;
        this.debugging = debugging;
    }

    @Override
    public void handle(Request request, Response response) throws InterruptedException {
        var refusal = access.refuse(request);
        var exchange = new Exchange(request, response);
        if (refusal != null) {
            exchange.text(refusal.status(), refusal.text());
            return;
        }
        try {
            rooms.metrics().count(request.method(), exchange.segments(), () -> serve(exchange));
        } catch (Refusal e) {
            if (response.committed()) {
                response.abort();
            } else {
                exchange.text(e.status(), e.text());
            }
        }
    }

    private void serve(Exchange exchange) throws Refusal, InterruptedException {
        var path = exchange.segments();
        switch (path.isEmpty() ? "" : path.getFirst()) {
            case "healthz" -> rooms.health().serve(exchange);
            case "pods" -> {
                exact(path, 1);
                rooms.lists().all(exchange);
            }
            case "metrics" -> rooms.figures().metrics(exchange);
            case "stats" -> rooms.figures().stats(exchange);
            case "configz" -> rooms.figures().configuration(exchange);
            case "runningpods", "containerLogs", "exec", "attach", "portForward", "run", "logs" -> {
                if (!debugging) {
                    throw new Refusal(405, "Debug endpoints are disabled.\n");
                }
                debug(exchange, path);
            }
            default -> throw notFound();
        }
    }

    private void debug(Exchange exchange, List<String> path) throws Refusal, InterruptedException {
        var streams = rooms.streams();
        switch (path.getFirst()) {
            case "runningpods" -> rooms.lists().running(exchange);
            case "logs" -> rooms.files().serve(exchange);
            case "containerLogs" -> {
                exact(path, 4);
                rooms.logs().serve(exchange, path.get(1), path.get(2), path.get(3));
            }
            case "portForward" -> {
                boolean withUid = path.size() == 4;
                exact(path, withUid ? 4 : 3);
                streams.portForward(exchange, path.get(1), path.get(2), withUid ? path.get(3) : "");
            }
            default -> {
                // The pod's uid may stand before the container's name.
                boolean withUid = path.size() == 5;
                exact(path, withUid ? 5 : 4);
                var uid = withUid ? path.get(3) : "";
                switch (path.getFirst()) {
                    case "exec" -> streams.exec(exchange, path.get(1), path.get(2), uid, path.getLast());
                    case "attach" -> streams.attach(exchange, path.get(1), path.get(2), uid, path.getLast());
                    case "run" -> streams.run(exchange, path.get(1), path.get(2), uid, path.getLast());
                    default -> throw notFound();
                }
            }
        }
    }

    private static void exact(List<String> path, int segments) throws Refusal {
        if (path.size() != segments || path.getLast().isEmpty()) {
            throw notFound();
        }
    }

    private static Refusal notFound() {
        return new Refusal(404, "404: Page Not Found");
    }
}
