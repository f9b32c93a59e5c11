package io.djong.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP/1 byte by byte.
class H1WireTest {
    private static final HttpHandler ECHO = (request, response) -> {
        var body = new String(request.body(1 << 20), StandardCharsets.UTF_8);
        response.send(200, Piece.of("<" + request.method() + " " + request.rawPath() + " " + body + ">"));
    };

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        var slow = new CountDownLatch(1);
        try (var serving = Serving.plain((request, response) -> {
                    if (request.path().equals("/1")) slow.await();
                    response.send(200, Piece.of("<" + request.path() + ">"));
                });
                var client = RawClient.plain(serving.port())) {
            for (int i = 1; i <= 40; i++) client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
            slow.countDown();
            for (int i = 1; i <= 40; i++) assertThat(client.until(">")).endsWith("</" + i + ">");
        }
    }

    @Test
    void keepsAndClosesConnections() throws Exception {
        try (var serving = Serving.plain(ECHO)) {
            try (var client = RawClient.plain(serving.port())) {
                client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.until(">")).doesNotContain("Connection");
                client.send("GET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(client.rest()).contains("Connection: close").endsWith("<GET /b >");
            }
            try (var client = RawClient.plain(serving.port())) {
                client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                assertThat(client.until(">")).startsWith("HTTP/1.0 200 OK\r\n").contains("Connection: keep-alive");
                client.send("GET /b HTTP/1.0\r\n\r\n");
                assertThat(client.rest()).endsWith("<GET /b >");
            }
        }
    }

    @Test
    void sendsContinueWhenTheBodyIsWanted() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.until("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("abc");
            assertThat(client.until(">")).startsWith("HTTP/1.1 200 OK").endsWith("<PUT /a abc>");
        }
    }

    @Test
    void closesWhenAnExpectedBodyIsNotWanted() throws Exception {
        try (var serving = Serving.plain((request, response) -> response.send(401, Piece.of("no")));
                var client = RawClient.plain(serving.port())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.rest())
                    .startsWith("HTTP/1.1 401")
                    .contains("Connection: close")
                    .endsWith("no");
        }
    }

    @Test
    void throwsAwayALittleOfAnUnreadBodyAndNoMore() throws Exception {
        try (var serving = Serving.plain((request, response) -> response.send(200, Piece.of("<ok>")))) {
            try (var client = RawClient.plain(serving.port())) {
                client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
                assertThat(client.until(">")).doesNotContain("Connection: close");
                client.send(new byte[100_000]).send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.until(">")).startsWith("HTTP/1.1 200");
            }
            try (var client = RawClient.plain(serving.port())) {
                client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
                assertThat(client.rest()).contains("Connection: close").endsWith("<ok>");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conflicting lengths       | POST / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 4~~abcd              | 400
            list of lengths           | POST / HTTP/1.1~Host: a~Content-Length: 3, 4~~abcd                             | 400
            signed length             | POST / HTTP/1.1~Host: a~Content-Length: +3~~abc                                | 400
            negative length           | POST / HTTP/1.1~Host: a~Content-Length: -3~~abc                                | 400
            hexadecimal length        | POST / HTTP/1.1~Host: a~Content-Length: 0x3~~abc                               | 400
            obfuscated coding         | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~                       | 400
            two codings               | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~                  | 501
            coding twice              | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~ | 400
            coding in HTTP/1.0        | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~                        | 400
            space before colon        | POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~0~~                       | 400
            chunk size not a number   | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~abc~0~~                 | 400
            chunk size negative       | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~-1~abc~0~~                 | 400
            chunk size too large      | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~fffffffff~abc~0~~          | 400
            chunk longer than said    | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~2~abc~0~~                  | 400
            no host                   | GET / HTTP/1.1~~                                                               | 400
            two hosts                 | GET / HTTP/1.1~Host: a~Host: b~~                                               | 400
            malformed host            | GET / HTTP/1.1~Host: a b~~                                                     | 400
            no version                | GET /~Host: a~~                                                                | 400
            unknown version           | GET / HTTP/3.0~Host: a~~                                                       | 505
            path without slash        | GET a HTTP/1.1~Host: a~~                                                       | 400
            malformed escape          | GET /%zz HTTP/1.1~Host: a~~                                                    | 400
            control in a value        | GET / HTTP/1.1~Host: a~X: a\u0001b~~                                           | 400
            empty name                | GET / HTTP/1.1~Host: a~: b~~                                                   | 400
            unknown expectation       | GET / HTTP/1.1~Host: a~Expect: magic~~                                         | 417
            """)
    void refusesWhatTwoReadersCouldReadDifferently(String name, String request, int status) throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send(request.strip().replace("~", "\r\n") + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
            var answer = client.rest();
            assertThat(answer).as(name).startsWith("HTTP/1.1 " + status);
            assertThat(answer).as(name).doesNotContain("smuggled");
        }
    }

    @Test
    void readsChunksThoughALengthIsGivenTooAndCloses() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("3\r\nabc\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.rest()).contains("Connection: close").endsWith("<POST /a abc>");
        }
    }

    @Test
    void acceptsEqualLengths() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.until(">")).endsWith("<POST /a abc>");
        }
    }

    @Test
    void refusesHugeHeaders() throws Exception {
        try (var serving = Serving.plain(HttpLimits.DEFAULTS.withHeaderBytesMax(8192), ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
            assertThat(serving.enforced()).containsExactly(Limit.HEADER_BYTES);
        }
    }

    @Test
    void closesOnSlowHeaders() throws Exception {
        try (var serving = Serving.plain(HttpLimits.DEFAULTS.withHeaderTime(Duration.ofMillis(100)), ECHO)) {
            try (var client = RawClient.plain(serving.port())) {
                client.send("GET / HTTP/1.1\r\nHost:");
                assertThat(client.rest()).isEmpty();
            }
            try (var client = RawClient.plain(serving.port())) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until(">");
                client.send("GET");
                assertThat(client.rest()).isEmpty();
            }
            assertThat(serving.enforced()).containsExactly(Limit.HEADER_TIME, Limit.HEADER_TIME);
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (var serving = Serving.plain(HttpLimits.DEFAULTS.withIdleTime(Duration.ofMillis(100)), ECHO);
                var client = RawClient.plain(serving.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until(">");
            assertThat(client.rest()).isEmpty();
            assertThat(serving.enforced()).containsExactly(Limit.IDLE_TIME);
        }
    }

    @Test
    void closesOnAClientThatDoesNotRead() throws Exception {
        var closed = new CountDownLatch(1);
        try (var serving = Serving.plain(
                        HttpLimits.DEFAULTS.withStalledWrite(Duration.ofMillis(200)), (request, response) -> {
                            request.onClose(closed::countDown);
                            response.send(200, Piece.of(new byte[64 << 20]));
                        });
                var client = RawClient.plain(serving.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            closed.await();
            assertThat(serving.enforced()).contains(Limit.STALLED_WRITE);
        }
    }

    @Test
    void closesConnectionsBeyondTheLimit() throws Exception {
        try (var serving = Serving.plain(HttpLimits.DEFAULTS.withConnectionsMax(1), ECHO);
                var first = RawClient.plain(serving.port())) {
            first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until(">");
            try (var second = RawClient.plain(serving.port())) {
                assertThat(second.rest()).isEmpty();
            }
            assertThat(serving.enforced()).containsExactly(Limit.CONNECTIONS);
            first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until(">");
        }
    }

    @Test
    void tellsTheReaderOfABodyThatBreaksOff() throws Exception {
        var failures = new ArrayBlockingQueue<Exception>(1);
        try (var serving = Serving.plain((request, response) -> {
            try {
                request.body(1000);
            } catch (HttpException e) {
                failures.add(e);
                throw e;
            }
        })) {
            try (var client = RawClient.plain(serving.port())) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
            }
            assertThat(failures.take()).isInstanceOf(HttpException.Closed.class);
        }
    }

    @Test
    void handsTheConnectionOver() throws Exception {
        try (var serving = Serving.plain((request, response) -> {
                    var raw = response.header("X-Extra", "1").upgrade("echo");
                    raw.input().transferTo(raw.output());
                    raw.closeOutput();
                });
                var client = RawClient.plain(serving.port())) {
            client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\nearly ");
            var head = client.until("\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 101 Switching Protocols\r\n").contains("Upgrade: echo\r\n");
            assertThat(client.until("early ")).isEqualTo("early ");
            client.send("GET /not-http HTTP/1.1\r\n\r\n");
            assertThat(client.until("\r\n\r\n")).isEqualTo("GET /not-http HTTP/1.1\r\n\r\n");
            client.send("bye").endOutput();
            assertThat(client.rest()).isEqualTo("bye");
        }
    }

    @Test
    void goesOnWithHttpWhenAnOfferIsNotTaken() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = RawClient.plain(serving.port())) {
            var offer = " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
            client.send("GET /a" + offer + "GET /b" + offer + "GET /c HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.until(">")).endsWith("<GET /a >");
            assertThat(client.until(">")).endsWith("<GET /b >");
            assertThat(client.until(">")).endsWith("<GET /c >");
            client.send("GET /d HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.until(">")).endsWith("<GET /d >");
        }
    }
}
