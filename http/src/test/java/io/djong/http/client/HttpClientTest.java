package io.djong.http.client;

import static io.djong.http.client.Over.ECHO;
import static io.djong.http.client.Over.start;
import static io.djong.http.client.Over.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import io.djong.http.server.Serving;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests and answers.
class HttpClientTest {
    @ParameterizedTest
    @EnumSource
    void sendsAndReceives(Over over) throws Exception {
        try (var serving = over.serve(ECHO);
                var client = over.client()) {
            var request = ClientRequest.get(serving.uri("/a%20b?x=%2F")).withHeader("X-Sent", "this");
            var got = client.send(request);
            assertThat(got.protocol()).isEqualTo(over.protocol());
            assertThat(got.status()).isEqualTo(200);
            assertThat(got.headers().first("x-seen")).isEqualTo("this");
            assertThat(got.headers().first("x-host")).isEqualTo("localhost:" + serving.port());
            assertThat(text(got)).isEqualTo("GET /a%20b?x=%2F ");
            var put = request.withMethod("PUT").withBody(RequestBody.of("body".getBytes(StandardCharsets.UTF_8)));
            assertThat(text(client.send(put))).isEqualTo("PUT /a%20b?x=%2F body");
            for (long length : new long[] {-1, 8}) {
                var streamed = request.withMethod("POST")
                        .withBody(new RequestBody.Streamed(
                                out -> {
                                    out.write("some".getBytes(StandardCharsets.UTF_8));
                                    out.write("more".getBytes(StandardCharsets.UTF_8));
                                },
                                length));
                assertThat(text(client.send(streamed))).isEqualTo("POST /a%20b?x=%2F somemore");
            }
            var head = client.send(request.withMethod("HEAD"));
            assertThat(head.headers().first("content-length")).isEqualTo("18");
            assertThat(text(head)).isEmpty();
            assertThat(client.connectionCount()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sharesConnections(Over over) throws Exception {
        var together = new CountDownLatch(20);
        try (var serving = over.serve((request, response) -> {
                    together.countDown();
                    together.await();
                    response.send(200, Piece.of("ok"));
                });
                var client = over.client()) {
            var answers = new ArrayList<FutureTask<String>>();
            for (int i = 0; i < 20; i++)
                answers.add(start(() -> text(client.send(ClientRequest.get(serving.uri("/"))))));
            for (var answer : answers) assertThat(answer.get()).isEqualTo("ok");
            assertThat(client.connectionCount()).isEqualTo(over == Over.TLS_HTTP2 ? 1 : 20);
            assertThat(text(client.send(ClientRequest.get(serving.uri("/"))))).isEqualTo("ok");
            client.closeIdle();
            assertThat(client.connectionCount()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesLargeBodiesBothWays(Over over) throws Exception {
        var body = new byte[8_000_000];
        for (int i = 0; i < body.length; i++) body[i] = (byte) (i * 31 + i / 1000);
        try (var serving = over.serve((request, response) -> {
                    try (var out = response.stream(200).blocking()) {
                        request.bodyStream().transferTo(out);
                    }
                });
                var client = over.client()) {
            var request = ClientRequest.get(serving.uri("/")).withMethod("POST");
            for (var each : List.of(RequestBody.of(body), new RequestBody.Streamed(out -> out.write(body), -1))) {
                try (var response = client.send(request.withBody(each))) {
                    assertThat(response.body().readAllBytes()).isEqualTo(body);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAStreamAsItComes(Over over) throws Exception {
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        var left = new CountDownLatch(1);
        try (var serving = over.serve((request, response) -> {
                    request.onClose(left::countDown);
                    opened.add(response.stream(200));
                });
                var client = over.client()) {
            var response = client.send(ClientRequest.get(serving.uri("/")));
            var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            var writer = opened.take();
            for (int i = 0; i < 10; i++) {
                writer.write(Piece.of("line " + i + "\n"));
                assertThat(lines.readLine()).isEqualTo("line " + i);
            }
            var reading = start(lines::readLine);
            response.close();
            assertThatThrownBy(reading::get).hasCauseInstanceOf(HttpException.class);
            left.await();
            assertThat(writer.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesTheServerWaitForAReaderThatDoesNot(Over over) throws Exception {
        var pending = new ArrayBlockingQueue<StreamWriter>(1);
        try (var serving = over.serve((request, response) -> {
                    var writer = response.stream(200);
                    var megabyte = Piece.of(new byte[1 << 20]);
                    for (int i = 0; i < 15; i++) writer.write(megabyte);
                    pending.add(writer);
                    writer.close();
                });
                var client = over.client()) {
            var response = client.send(ClientRequest.get(serving.uri("/")));
            var writer = pending.take();
            var first = response.body().readNBytes(1000);
            assertThat(first).hasSize(1000);
            assertThat(writer.bytesPending()).isPositive();
            assertThat(response.body().readAllBytes()).hasSize((15 << 20) - 1000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAfterTheTimeout(Over over) throws Exception {
        var left = new CountDownLatch(2);
        try (var serving = over.serve((request, response) -> {
                    request.onClose(left::countDown);
                    if (request.path().equals("/body")) response.stream(200);
                    left.await();
                });
                var client = over.client()) {
            var request = ClientRequest.get(serving.uri("/")).withTimeout(Duration.ofMillis(50));
            assertThatThrownBy(() -> client.send(request))
                    .isInstanceOf(HttpException.TimedOut.class)
                    .hasMessageContaining("took longer than PT0.05S");
            var body = ClientRequest.get(serving.uri("/body")).withTimeout(Duration.ofMillis(200));
            try (var response = client.send(body)) {
                assertThatThrownBy(() -> response.body().read()).isInstanceOf(HttpException.TimedOut.class);
            }
            left.await();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpWhenInterrupted(Over over) throws Exception {
        var entered = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        try (var serving = over.serve((request, response) -> {
                    request.onClose(left::countDown);
                    entered.countDown();
                    left.await();
                });
                var client = over.client()) {
            var failure = new ArrayBlockingQueue<Exception>(1);
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    client.send(ClientRequest.get(serving.uri("/"))).close();
                } catch (IOException | InterruptedException e) {
                    failure.add(e);
                }
            });
            entered.await();
            caller.interrupt();
            assertThat(failure.take()).isInstanceOf(InterruptedException.class);
            left.await();
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsAnAnswerThatBreaksOff(Over over) throws Exception {
        try (var serving = over.serve((request, response) -> {
                    response.stream(200).write(Piece.of("begun"));
                    throw new IOException("on purpose");
                });
                var client = over.client()) {
            assertThatThrownBy(() -> text(client.send(ClientRequest.get(serving.uri("/")))))
                    .isInstanceOf(HttpException.Closed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsOffAnAnswerWhoseRequestFails(Over over) throws Exception {
        try (var serving = over.serve(ECHO);
                var client = over.client()) {
            var body = new RequestBody.Streamed(
                    out -> {
                        out.write(1);
                        throw new IOException("on purpose");
                    },
                    -1);
            var request = ClientRequest.get(serving.uri("/")).withMethod("POST").withBody(body);
            assertThatThrownBy(() -> client.send(request)).hasRootCauseMessage("on purpose");
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectsAnewWhenTheServerHasClosed(Over over) throws Exception {
        var answer = new AtomicReference<>("");
        try (var serving = over.serve((request, response) ->
                        response.header("Connection", "close").send(200, Piece.of(answer.get())));
                var client = over.client()) {
            for (int i = 0; i < 5; i++) {
                answer.set("answer " + i);
                assertThat(text(client.send(ClientRequest.get(serving.uri("/")))))
                        .isEqualTo("answer " + i);
            }
        }
    }

    @Test
    void handsConnectionsOver() throws Exception {
        HttpHandler handler = (request, response) -> {
            if (!response.canUpgrade() || request.path().equals("/no")) {
                response.send(400, Piece.of("no"));
                return;
            }
            var raw = response.header("X-Extra", "1").upgrade("echo");
            raw.output().write("hello ".getBytes(StandardCharsets.UTF_8));
            raw.input().transferTo(raw.output());
            raw.closeOutput();
        };
        for (var over : new Over[] {Over.PLAIN_HTTP1, Over.TLS_HTTP2}) {
            try (var serving = over.serve(handler);
                    var client = over.client()) {
                var request = ClientRequest.get(serving.uri("/"))
                        .withHeaders(Headers.of("Connection", "Upgrade", "Upgrade", "echo"));
                var accepted = (Upgrade.Accepted) client.upgrade(request);
                assertThat(accepted.headers().first("X-Extra")).isEqualTo("1");
                var raw = accepted.connection();
                var big = new byte[3_000_000];
                var reader = start(() -> raw.input().readNBytes(big.length + 6));
                raw.output().write(big);
                assertThat(reader.get()).hasSize(big.length + 6);
                raw.closeOutput();
                assertThat(raw.input().read()).isNegative();
                var refused = (Upgrade.Refused)
                        client.upgrade(ClientRequest.get(serving.uri("/no")).withHeaders(request.headers()));
                assertThat(refused.response().status()).isEqualTo(400);
                assertThat(text(refused.response())).isEqualTo("no");
            }
        }
    }

    @Test
    void sendsAgainWhatTheServerRefused() throws Exception {
        // One stream at a time, while the client still believes in a hundred: the others are refused and sent again.
        var running = new AtomicInteger();
        var limits = io.djong.http.limits.HttpLimits.DEFAULTS.withStreamsMax(1);
        try (var serving = Serving.tls(limits, (request, response) -> {
                    if (running.incrementAndGet() > 1) throw new IllegalStateException("two at a time");
                    running.decrementAndGet();
                    response.send(200, Piece.of("ok"));
                });
                var client = Over.TLS_HTTP2.client()) {
            for (int i = 0; i < 50; i++) {
                assertThat(text(client.send(ClientRequest.get(serving.uri("/")))))
                        .isEqualTo("ok");
            }
        }
    }

    @Test
    void failsWhatIsUnderWayWhenItIsClosed() throws Exception {
        var entered = new CountDownLatch(1);
        var left = new CountDownLatch(1);
        try (var serving = Serving.tls((request, response) -> {
            request.onClose(left::countDown);
            entered.countDown();
            left.await();
        })) {
            var client = Over.TLS_HTTP2.client();
            var answer = start(() -> client.send(ClientRequest.get(serving.uri("/"))));
            entered.await();
            client.close();
            assertThatThrownBy(answer::get).hasCauseInstanceOf(HttpException.class);
            assertThatThrownBy(() -> client.send(ClientRequest.get(serving.uri("/"))))
                    .isInstanceOf(HttpException.Cancelled.class);
        }
    }
}
