package io.djong.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.client.Origin;
import io.djong.http.client.RequestBody;
import io.djong.http.client.Upgrade;
import io.djong.http.server.Serving;
import io.djong.http.stream.Tunnel;
import io.djong.http.tls.ClientTls;
import io.djong.http.websocket.Handshake;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {
    private final HttpClient client = new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(ClientTls.INSECURE));

    @AfterEach
    void stop() {
        client.close();
    }

    private Serving proxyTo(Serving backend) throws Exception {
        var proxy = new HttpProxy(Serving.ENVIRONMENT, client);
        return Serving.tls((request, response) -> {
            try {
                var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
                proxy.forward(
                        request,
                        response,
                        Origin.of(backend.uri("/")),
                        "/behind" + request.rawPath() + query,
                        request.headers().with("X-Added", "by proxy"));
            } catch (HttpException e) {
                response.send(503, Piece.of("no answer: " + e.getClass().getSimpleName()));
            }
        });
    }

    private static String text(io.djong.http.client.ClientResponse response) throws Exception {
        try (response) {
            return new String(response.body(1 << 20), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesRequestsOn(boolean http2) throws Exception {
        HttpHandler handler = (request, response) -> {
            var headers = request.headers();
            assertThat(headers.contains("Keep-Alive")).isFalse();
            assertThat(headers.contains("X-For-Proxy")).isFalse();
            assertThat(headers.first("X-Forwarded-For")).isEqualTo("10.0.0.1, 127.0.0.1");
            response.header("X-Back", headers.first("X-Added", "")).header("Keep-Alive", "timeout=1");
            var body = new String(request.body(1000), StandardCharsets.UTF_8);
            response.send(
                    418, Piece.of(request.method() + " " + request.rawPath() + "?" + request.rawQuery() + " " + body));
        };
        try (var backend = Serving.tls(handler);
                var proxy = proxyTo(backend);
                var asking = new HttpClient(
                        Serving.ENVIRONMENT,
                        HttpClientConfig.of(ClientTls.INSECURE).withHttp2(http2))) {
            var request = ClientRequest.get(proxy.uri("/a%2Fb?c=d"))
                    .withMethod("POST")
                    .withHeaders(Headers.of("X-Forwarded-For", "10.0.0.1", "Keep-Alive", "x"))
                    .withBody(RequestBody.of("body".getBytes(StandardCharsets.UTF_8)));
            var answer = asking.send(request);
            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.headers().first("X-Back")).isEqualTo("by proxy");
            assertThat(answer.headers().contains("Keep-Alive")).isFalse();
            assertThat(answer.headers().all("Date")).hasSize(1);
            assertThat(text(answer)).isEqualTo("POST /behind/a%2Fb?c=d body");
        }
    }

    @Test
    void streamsAndEndsWithItsClient() throws Exception {
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        var left = new CountDownLatch(1);
        try (var backend = Serving.plain((request, response) -> {
                    request.onClose(left::countDown);
                    opened.add(response.stream(200));
                });
                var proxy = proxyTo(backend)) {
            var answer = client.send(ClientRequest.get(proxy.uri("/")));
            opened.take().write(Piece.of("now"));
            assertThat(answer.body().readNBytes(3))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("now");
            answer.close();
            left.await();
        }
    }

    @Test
    void cutsOffWhatBreaksOff() throws Exception {
        // Cut off before anything has arrived it would be no answer at all.
        var arrived = new CountDownLatch(1);
        try (var backend = Serving.plain((request, response) -> {
                    response.stream(200).write(Piece.of("begun"));
                    arrived.await();
                    throw new IllegalStateException("on purpose");
                });
                var proxy = proxyTo(backend);
                var answer = client.send(ClientRequest.get(proxy.uri("/")))) {
            assertThat(answer.body().readNBytes(5)).isEqualTo("begun".getBytes(StandardCharsets.UTF_8));
            arrived.countDown();
            assertThatThrownBy(() -> answer.body().read()).isInstanceOf(HttpException.Closed.class);
        }
    }

    @Test
    void leavesTheAnswerToTheCallerWhenThereIsNone() throws Exception {
        var backend = Serving.plain((request, response) -> {});
        try (var proxy = proxyTo(backend)) {
            var uri = proxy.uri("/");
            backend.close();
            var port = backend.server();
            assertThat(port.connectionCount()).isZero();
            assertThat(text(client.send(ClientRequest.get(uri)))).isEqualTo("no answer: Unreachable");
        }
    }

    @Test
    void movesBytesOfWhatLeavesHttp() throws Exception {
        HttpHandler handler = (request, response) -> {
            if (!response.canUpgrade()) {
                response.send(400, Piece.of("no upgrade"));
                return;
            }
            if (request.path().endsWith("/refuse")) {
                response.send(403, Piece.of("refused"));
                return;
            }
            var raw = response.header("X-Chosen", "this").upgrade("SPDY/3.1");
            raw.input().transferTo(raw.output());
            raw.closeOutput();
        };
        try (var backend = Serving.plain(handler);
                var proxy = proxyTo(backend)) {
            var request = ClientRequest.get(proxy.uri("/x"))
                    .withMethod("POST")
                    .withHeaders(Headers.of("Connection", "Upgrade", "Upgrade", "SPDY/3.1"));
            var accepted = (Upgrade.Accepted) client.upgrade(request);
            assertThat(accepted.headers().first("X-Chosen")).isEqualTo("this");
            var raw = accepted.connection();
            raw.output().write("there and back".getBytes(StandardCharsets.UTF_8));
            assertThat(raw.input().readNBytes(14))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("there and back");
            raw.close();
            var refused = (Upgrade.Refused)
                    client.upgrade(ClientRequest.get(proxy.uri("/refuse")).withHeaders(request.headers()));
            assertThat(refused.response().status()).isEqualTo(403);
            assertThat(text(refused.response())).isEqualTo("refused");
        }
    }

    @Test
    void tunnelsAConnectionInAWebSocket() throws Exception {
        var protocol = Tunnel.PREFIX + "portforward.k8s.io";
        HttpHandler echo = (request, response) -> {
            var raw = response.upgrade("SPDY/3.1");
            raw.input().transferTo(raw.output());
            raw.closeOutput();
        };
        try (var backend = Serving.plain(echo);
                var tunnel = Serving.plain((request, response) -> {
                    var upgrade = (Upgrade.Accepted) client.upgrade(ClientRequest.get(backend.uri("/"))
                            .withHeaders(Headers.of("Connection", "Upgrade", "Upgrade", "SPDY/3.1")));
                    var socket = Handshake.accept(request, response, protocol, 1 << 20);
                    Tunnel.relay(Serving.ENVIRONMENT, socket, upgrade.connection());
                })) {
            var opened = (Handshake.Outcome.Opened) Handshake.open(
                    Serving.ENVIRONMENT, client, ClientRequest.get(tunnel.uri("/")), List.of(protocol), 1 << 20);
            try (var socket = opened.socket()) {
                var sent = new byte[100_000];
                sent[99_999] = 7;
                socket.sendBinary(sent, 0, sent.length);
                int received = 0;
                byte last = 0;
                while (received < sent.length) {
                    var payload = Objects.requireNonNull(socket.receive()).payload();
                    received += payload.length;
                    last = payload[payload.length - 1];
                }
                assertThat(last).isEqualTo((byte) 7);
            }
        }
    }
}
