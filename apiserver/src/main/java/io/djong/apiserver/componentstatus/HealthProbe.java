package io.djong.apiserver.componentstatus;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.client.Origin;
import io.djong.http.client.RequestBody;
import io.djong.http.tls.ClientTls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks components of this machine for `/healthz`, by their usual ports. Whoever answers is believed.
final class HealthProbe implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANSWER_BYTES_MAX = 10 * 1_024;

    /// What came of it.
    ///
    /// @param healthy whether it said so
    /// @param said by the component, or why it could not be asked
    record Answer(boolean healthy, String said) {}

    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;

    HealthProbe(Environment environment) {
        this.environment = environment;
    }

    Answer ask(int port) throws InterruptedException {
        var origin = new Origin(true, "127.0.0.1", port);
        var request = new ClientRequest("GET", origin, "/healthz", Headers.NONE, RequestBody.NONE, LIMIT);
        try (var answer = client().send(request)) {
            var said = new String(answer.body(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
            return answer.status() >= 200 && answer.status() < 400
                    ? new Answer(true, said)
                    : new Answer(false, "HTTP probe failed with statuscode: " + answer.status());
        } catch (HttpException.Unreachable e) {
            return new Answer(
                    false,
                    "Get \"https://127.0.0.1:" + port + "/healthz\": dial tcp 127.0.0.1:" + port
                            + ": connect: connection refused");
        } catch (HttpException e) {
            return new Answer(false, "Get \"https://127.0.0.1:" + port + "/healthz\": " + e.getMessage());
        }
    }

    private HttpClient client() {
        lock.lock();
        try {
            var known = client;
            if (known == null) {
                known = new HttpClient(
                        environment, HttpClientConfig.of(ClientTls.INSECURE).withConnectTimeout(LIMIT));
                client = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (client != null) {
                client.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
