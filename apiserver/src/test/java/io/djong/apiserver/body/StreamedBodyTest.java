package io.djong.apiserver.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.apiserver.request.ApiExchange;
import io.djong.http.Headers;
import io.djong.http.Piece;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class StreamedBodyTest {
    private static final String KIBI = "k".repeat(1024);

    @Test
    void aShortBodyGoesOutCompleteAndPlain() throws Exception {
        var http = request("gzip");
        StreamedBody.send(exchange(http), 200, "text/plain", parts(128, new AtomicInteger()));
        assertThat(http.answer()).hasSize(128 << 10);
        assertThat(http.sentHeaders()).contains("Content-Type: text/plain").noneMatch(h -> h.contains("gzip"));
    }

    @Test
    void aLongBodyGoesOutInParts() throws Exception {
        var http = request("identity, br");
        StreamedBody.send(exchange(http), 200, "text/plain", parts(1000, new AtomicInteger()));
        assertThat(http.stream().text()).isEqualTo(KIBI.repeat(1000));
        assertThat(http.stream().isOpen()).isFalse();
        assertThat(http.stream().aborted()).isFalse();
        assertThat(http.sentHeaders()).noneMatch(h -> h.contains("gzip"));
    }

    @Test
    void aLongBodyIsCompressedForThoseWhoTakeIt() throws Exception {
        var http = request("br, gzip");
        StreamedBody.send(exchange(http), 200, "text/plain", parts(1000, new AtomicInteger()));
        assertThat(http.sentHeaders()).contains("Content-Encoding: gzip", "Vary: Accept-Encoding");
        var plain = new GZIPInputStream(new ByteArrayInputStream(http.stream().bytes())).readAllBytes();
        assertThat(new String(plain, UTF_8)).isEqualTo(KIBI.repeat(1000));
    }

    @Test
    void aTokenWithAQualityIsNotGzip() {
        assertThat(StreamedBody.takesGzip("gzip;q=1")).isFalse();
        assertThat(StreamedBody.takesGzip(" deflate , gzip ")).isTrue();
        assertThat(StreamedBody.takesGzip("")).isFalse();
    }

    @Test
    void noMoreIsMadeThanTheClientKeepsUpWith() throws Exception {
        var http = request("");
        http.stream().reads(false);
        var made = new AtomicInteger();
        var sender = Thread.ofVirtual().start(() -> {
            try {
                StreamedBody.send(exchange(http), 200, "text/plain", parts(10_000, made));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (sender.isAlive()) {
            if (http.stream().bytesPending() > 64 << 10) {
                http.stream().reads(true);
                http.stream().reads(false);
            }
            Thread.onSpinWait();
        }
        assertThat(http.stream().pendingMax()).isLessThan(600 << 10);
        assertThat(http.stream().bytes()).hasSize(10_000 << 10);
    }

    @Test
    void nothingIsMadeForAClientThatIsGone() throws Exception {
        var http = request("");
        var made = new AtomicInteger();
        var parts = parts(10_000, made);
        StreamedBody.send(exchange(http), 200, "text/plain", () -> {
            if (made.get() == 500) {
                http.stream().abort();
            }
            return parts.next();
        });
        assertThat(made.get()).isLessThan(510);
    }

    @Test
    void aFaultOfOursCutsTheAnswerOff() throws Exception {
        var http = request("");
        var made = new AtomicInteger();
        var parts = parts(10_000, made);
        StreamedBody.send(exchange(http), 200, "text/plain", () -> {
            if (made.get() == 500) {
                throw new IllegalStateException("broken");
            }
            return parts.next();
        });
        assertThat(http.stream().aborted()).isTrue();
    }

    private static BodyParts parts(int kibibytes, AtomicInteger made) {
        return () -> made.get() == kibibytes || made.incrementAndGet() == 0 ? null : List.of(Piece.of(KIBI));
    }

    private static FakeHttp request(String acceptEncoding) {
        return new FakeHttp("GET", "/api/v1/pods", Headers.NONE.with("Accept-Encoding", acceptEncoding), "");
    }

    private static ApiExchange exchange(FakeHttp http) {
        return new ApiExchange(http, http, "id", Instant.EPOCH);
    }
}
