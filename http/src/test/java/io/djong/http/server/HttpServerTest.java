package io.djong.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.RealEnvironment;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.tls.ServerTls;
import io.djong.http.tls.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static HttpServer serve(HttpServerConfig config, HttpHandler handler) throws Exception {
        var server = new HttpServer(RealEnvironment.create(), config, handler);
        server.start();
        return server;
    }

    private static final HttpHandler ECHO = (request, response) -> {
        var body = request.body(1 << 20);
        response.header("X-Path", request.path());
        response.header("X-Query", request.rawQuery());
        response.header("X-Protocol", request.protocol().text());
        response.send(200, Piece.of(request.method() + " "), Piece.of(body));
    };

    @Test
    void answersOverPlainHttp1() throws Exception {
        var server = serve(HttpServerConfig.plain(ANY_PORT), ECHO);
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://localhost:" + server.address().getPort() + "/a%20b?x=1");
            var answer = client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("POST hello");
            assertThat(answer.headers().firstValue("X-Path")).contains("/a b");
            assertThat(answer.headers().firstValue("X-Query")).contains("x=1");
        } finally {
            server.stop();
        }
    }

    @Test
    void answersOverTls() throws Exception {
        var identity = TestCertificates.create().identity("server", "CN=server", "dns:localhost,ip:127.0.0.1");
        var server = serve(HttpServerConfig.secure(ANY_PORT, ServerTls.of(() -> identity)), ECHO);
        try (var client = HttpClient.newBuilder()
                .sslContext(TestCertificates.trustingContext())
                .build()) {
            var uri = URI.create("https://localhost:" + server.address().getPort() + "/");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("GET ");
        } finally {
            server.stop();
        }
    }

    @Test
    void streamsInChunks() throws Exception {
        var server = serve(HttpServerConfig.plain(ANY_PORT), (request, response) -> {
            var out = response.stream(200);
            for (int i = 0; i < 100; i++) out.write(Piece.of("line " + i + "\n"));
            out.close();
        });
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://localhost:" + server.address().getPort() + "/");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.body()).hasSize(100).last().isEqualTo("line 99");
        } finally {
            server.stop();
        }
    }
}
