package io.djong.http.server;

import io.djong.base.time.Threads;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import java.lang.System.Logger;

/// Runs the handler, each request on a virtual thread of its own.
final class Dispatcher {
    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final Piece FAILED = Piece.of("Internal Server Error\n");

    private final Threads threads;
    private final HttpHandler handler;

    Dispatcher(Threads threads, HttpHandler handler) {
        this.threads = threads;
        this.handler = handler;
    }

    void dispatch(ServerExchange exchange) {
        var _ = threads.start("http-request", () -> run(exchange));
    }

    private void run(ServerExchange exchange) {
        try {
            handler.handle(exchange.request(), exchange);
            if (!exchange.committed()) {
                LOG.log(Logger.Level.ERROR, "A handler returned without an answer");
                fail(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(exchange);
        } catch (Throwable e) {
            if (!exchange.closed()) LOG.log(Logger.Level.ERROR, "A handler failed", e);
            fail(exchange);
            if (e instanceof Error error) throw error;
        } finally {
            exchange.handled();
        }
    }

    private static void fail(ServerExchange exchange) {
        if (!exchange.sendInstead(500, FAILED)) exchange.abort();
    }
}
