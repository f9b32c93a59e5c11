package io.djong.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import io.djong.http.tls.TestCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds in every protocol, seen by the JDK's client.
class HttpServerTest {
    enum Over {
        PLAIN_HTTP1,
        TLS_HTTP1,
        TLS_HTTP2;

        Serving serve(HttpHandler handler) throws Exception {
            return this == PLAIN_HTTP1 ? Serving.plain(handler) : Serving.tls(handler);
        }

        HttpClient client() {
            return HttpClient.newBuilder()
                    .version(this == TLS_HTTP2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .sslContext(TestCertificates.trustingContext())
                    .build();
        }
    }

    private static final HttpHandler ECHO = (request, response) -> {
        var body = request.body(64 << 20);
        response.header("X-Path", request.path());
        response.header("X-Query", request.rawQuery());
        response.header("X-Protocol", request.protocol().text());
        response.header("X-Host", request.host());
        response.send(200, Piece.of(request.method() + " "), Piece.of(body));
    };

    private static HttpResponse<String> get(HttpClient client, Serving serving, String target) throws Exception {
        return client.send(HttpRequest.newBuilder(serving.uri(target)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void handsOverTheRequestAndAnswers(Over over) throws Exception {
        try (var serving = over.serve(ECHO);
                var client = over.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/a%20b%2Fc+d?x=1&y=%20"))
                    .method("PATCH", HttpRequest.BodyPublishers.ofString("hello"))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("PATCH hello");
            assertThat(answer.headers().firstValue("x-path")).contains("/a b/c+d");
            assertThat(answer.headers().firstValue("x-query")).contains("x=1&y=%20");
            assertThat(answer.headers().firstValue("x-host")).contains("localhost:" + serving.port());
            assertThat(answer.headers().firstValue("date")).isPresent();
            assertThat(answer.headers().firstValue("content-length")).contains("11");
            assertThat(answer.headers().firstValue("x-protocol"))
                    .contains(over == Over.TLS_HTTP2 ? "HTTP/2.0" : "HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesLargeBodiesBothWays(Over over) throws Exception {
        var body = new byte[5_000_000];
        for (int i = 0; i < body.length; i++) body[i] = (byte) (i * 31 + i / 1000);
        try (var serving = over.serve((request, response) -> {
                    try (var out = response.stream(200).blocking()) {
                        request.bodyStream().transferTo(out);
                    }
                });
                var client = over.client()) {
            for (int i = 0; i < 3; i++) {
                var request = HttpRequest.newBuilder(serving.uri("/"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.body()).isEqualTo(body);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsAManyPieceAnswerWhole(Over over) throws Exception {
        var pieces = new ArrayList<Piece>();
        var array = "0123456789".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 3000; i++) pieces.add(new Piece(array, i % 100, 4000));
        try (var serving = over.serve((request, response) -> response.send(200, pieces));
                var client = over.client()) {
            var answer = get(client, serving, "/");
            assertThat(answer.body()).hasSize(12_000_000);
            assertThat(answer.body().substring(4000 * 101, 4000 * 102))
                    .isEqualTo(new String(array, 1, 4000, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesABodyThatIsTooLarge(Over over) throws Exception {
        var seen = new ArrayBlockingQueue<Throwable>(1);
        try (var serving = over.serve((request, response) -> {
                    try {
                        request.body(1000);
                    } catch (HttpException.BodyTooLarge e) {
                        seen.add(e);
                        response.send(413, Piece.of("too large"));
                    }
                });
                var client = over.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(seen.take()).hasMessage("the body is longer than 1000 bytes");
            assertThat(get(client, serving, "/").statusCode()).isEqualTo(500); // Nothing is answered to a GET here.
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersForAHandlerThatFails(Over over) throws Exception {
        try (var serving = over.serve((request, response) -> {
                    response.header("X-Half", "done");
                    if (request.path().equals("/throw")) throw new IOException("on purpose");
                });
                var client = over.client()) {
            for (var target : List.of("/throw", "/silent")) {
                var answer = get(client, serving, target);
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.headers().firstValue("X-Half")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsOffAStreamWhoseHandlerFails(Over over) throws Exception {
        try (var serving = over.serve((request, response) -> {
                    response.stream(200).write(Piece.of("begun"));
                    throw new IOException("on purpose");
                });
                var client = over.client()) {
            assertThatThrownBy(() -> get(client, serving, "/")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutBodiesWhereNoneMayBe(Over over) throws Exception {
        try (var serving = over.serve((request, response) -> {
                    int status = Integer.parseInt(request.path().substring(1));
                    response.send(status, Piece.of("body"));
                });
                var client = over.client()) {
            var head = HttpRequest.newBuilder(serving.uri("/200")).HEAD().build();
            var answer = client.send(head, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("content-length")).contains("4");
            assertThat(answer.body()).isEmpty();
            assertThat(get(client, serving, "/304").body()).isEmpty();
            assertThat(get(client, serving, "/204").body()).isEmpty();
            assertThat(get(client, serving, "/200").body()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsAStreamOpenWithoutAThread(Over over) throws Exception {
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        var returned = new ArrayBlockingQueue<Thread>(1);
        try (var serving = over.serve((request, response) -> {
                    opened.add(response.stream(200));
                    returned.add(Thread.currentThread());
                });
                var client = over.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/")).build();
            var lines = client.send(request, HttpResponse.BodyHandlers.ofLines());
            var writer = opened.take();
            returned.take().join();
            assertThat(writer.isOpen()).isTrue();
            writer.write(Piece.of("one\n"), Piece.of("two\n"));
            var iterator = lines.body().iterator();
            assertThat(iterator.next()).isEqualTo("one");
            assertThat(iterator.next()).isEqualTo("two");
            writer.write(Piece.of("three\n"));
            writer.close();
            assertThat(iterator.next()).isEqualTo("three");
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsAClientThatLeaves(Over over) throws Exception {
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        var closed = new CountDownLatch(2);
        try (var serving = over.serve((request, response) -> {
                    request.onClose(closed::countDown);
                    var writer = response.stream(200);
                    writer.onClose(closed::countDown);
                    opened.add(writer);
                });
                var client = over.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/")).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            var writer = opened.take();
            answer.body().close();
            closed.await();
            assertThat(writer.isOpen()).isFalse();
            writer.write(Piece.of("nobody reads this"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsOffAWriterThatDoesNotLook(Over over) throws Exception {
        var closed = new CountDownLatch(1);
        var pending = new AtomicReference<Long>();
        try (var serving = over.serve((request, response) -> {
                    var writer = response.stream(200);
                    writer.onClose(closed::countDown);
                    var megabyte = Piece.of(new byte[1 << 20]);
                    for (int i = 0; i < 64; i++) writer.write(megabyte);
                    pending.set(writer.bytesPending());
                });
                var client = over.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/")).build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);
            closed.await();
            assertThat(serving.enforced()).contains(io.djong.http.limits.Limit.STREAM_PENDING_BYTES);
        }
    }

    @Test
    void drainsWhenItStops() throws Exception {
        var entered = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        var serving = Serving.tls((request, response) -> {
            entered.countDown();
            proceed.await();
            response.send(200, Piece.of("late"));
        });
        try (var client = Over.TLS_HTTP2.client()) {
            var request = HttpRequest.newBuilder(serving.uri("/")).build();
            var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            entered.await();
            var stop = Thread.ofVirtual().start(serving::close);
            proceed.countDown();
            assertThat(answer.get().body()).isEqualTo("late");
            stop.join();
            assertThat(serving.server().connectionCount()).isZero();
        }
    }
}
