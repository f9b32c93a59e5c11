package io.djong.http.client;

import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.Protocol;
import io.djong.http.server.Serving;
import io.djong.http.tls.ClientTls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The ways to a server, and what tests of the client share.
enum Over {
    PLAIN_HTTP1,
    TLS_HTTP1,
    TLS_HTTP2;

    static final ClientTls TRUSTING = ClientTls.trusting(() -> List.of(Serving.CERTIFICATES.authority()));

    /// Sends back what was asked.
    static final HttpHandler ECHO = (request, response) -> {
        var body = new String(request.body(64 << 20), StandardCharsets.UTF_8);
        response.header("X-Seen", request.headers().first("X-Sent", "nothing"));
        response.header("X-Host", request.host());
        response.send(
                200, Piece.of(request.method() + " " + request.rawPath() + "?" + request.rawQuery() + " " + body));
    };

    Serving serve(HttpHandler handler) throws Exception {
        return this == PLAIN_HTTP1 ? Serving.plain(handler) : Serving.tls(handler);
    }

    HttpClient client() {
        return new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(TRUSTING).withHttp2(this == TLS_HTTP2));
    }

    Protocol protocol() {
        return this == TLS_HTTP2 ? Protocol.HTTP_2 : Protocol.HTTP_1_1;
    }

    /// An answer's body.
    static String text(ClientResponse response) throws HttpException, InterruptedException {
        try (response) {
            return new String(response.body(64 << 20), StandardCharsets.UTF_8);
        }
    }

    /// Work on a thread of its own.
    static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
