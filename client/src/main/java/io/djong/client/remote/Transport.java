package io.djong.client.remote;

import io.djong.api.meta.Bytes;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.ClientResponse;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.client.RequestBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sends requests to one server: waits for this side's limit, adds who we are, repeats what the server asks to
/// repeat.
final class Transport implements AutoCloseable {
    /// An answer longer than this is refused.
    static final int BODY_BYTES_MAX = 1 << 30;
    /// Repetitions of one request that the server asked for by `Retry-After`.
    private static final int RETRIES_MAX = 10;

    private final Environment environment;
    private final ClientConfig config;
    private final HttpClient http;
    private final RequestRate rate;
    private final RequestMetrics metrics;

    Transport(Environment environment, ClientConfig config, MetricRegistry registry) {
        this.environment = environment;
        this.config = config;
        this.http = new HttpClient(environment, HttpClientConfig.of(config.tls()));
        this.rate = new RequestRate(environment, config.requestsPerSecond(), config.burst());
        this.metrics = new RequestMetrics(config.server().authority(), registry);
    }

    /// What to send.
    ///
    /// @param path below the server's base path, percent-encoded
    /// @param contentType of the body, "" for none
    record Call(
            String method,
            String path,
            Map<String, List<String>> query,
            String accept,
            String contentType,
            Bytes body,
            boolean isWatch) {
        String description() {
            return method + " " + path;
        }
    }

    /// A whole answer.
    record Answer(int code, String contentType, Bytes body, int retryAfterSeconds) {}

    /// Sends, and reads the whole answer, whatever its code.
    Answer exchange(Call call) throws ApiException, InterruptedException {
        try (ClientResponse response = send(call)) {
            return whole(call, response);
        }
    }

    /// Sends, and hands out the answer's body as it arrives. Anything but a code below 300 is thrown.
    ClientResponse stream(Call call) throws ApiException, InterruptedException {
        ClientResponse response = send(call);
        if (response.status() < 300) return response;
        try (response) {
            Answer answer = whole(call, response);
            throw Answers.refusal(
                    answer.code(),
                    answer.contentType(),
                    answer.body().shared(),
                    answer.retryAfterSeconds(),
                    call.method(),
                    call.description());
        }
    }

    private Answer whole(Call call, ClientResponse response) throws ApiException, InterruptedException {
        try {
            byte[] body = response.body(BODY_BYTES_MAX);
            metrics.read(call.method(), body.length);
            return new Answer(
                    response.status(),
                    response.headers().first("Content-Type", ""),
                    Bytes.trusted(body),
                    retryAfterSeconds(response));
        } catch (HttpException e) {
            throw failure(call, e, true);
        }
    }

    private ClientResponse send(Call call) throws ApiException, InterruptedException {
        for (int retries = 0; ; retries++) {
            metrics.waited(call.method(), rate.await());
            ClientResponse response = sendOnce(call);
            int seconds = retryAfterSeconds(response);
            boolean again = response.status() == 429 || response.status() >= 500;
            if (!again || seconds == 0 || retries == RETRIES_MAX) return response;
            response.close();
            environment.timers().sleep(Duration.ofSeconds(seconds));
        }
    }

    private ClientResponse sendOnce(Call call) throws ApiException, InterruptedException {
        long start = environment.ticker().nanos();
        int length = call.body().size();
        try {
            ClientResponse response = http.send(request(call));
            metrics.answered(
                    call.method(), response.status(), environment.ticker().nanos() - start, length);
            return response;
        } catch (HttpException e) {
            metrics.answered(call.method(), 0, environment.ticker().nanos() - start, length);
            throw failure(call, e, false);
        }
    }

    private ClientRequest request(Call call) {
        var headers = new Headers.Builder().add("Accept", call.accept()).add("User-Agent", config.userAgent());
        boolean hasBody = !call.contentType().isEmpty();
        if (hasBody) headers.add("Content-Type", call.contentType());
        config.credentials().addTo(headers);
        return ClientRequest.of(
                        call.method(), config.server(), config.basePath() + call.path() + Escapes.query(call.query()))
                .withHeaders(headers.build())
                .withBody(hasBody ? RequestBody.of(call.body().shared()) : new RequestBody.None())
                .withTimeout(call.isWatch() ? null : config.timeout());
    }

    private static int retryAfterSeconds(ClientResponse response) {
        String value = response.headers().first("Retry-After", "");
        try {
            return value.isEmpty() ? 0 : Math.max(0, Integer.parseInt(value));
        } catch (NumberFormatException e) {
            // A date: no API server says that.
            return 0;
        }
    }

    static ApiException failure(Call call, HttpException e, boolean answering) {
        String message = call.description() + ": " + e.getMessage();
        return switch (e) {
            case HttpException.BodyTooLarge tooLarge -> new ApiException.Undecodable(message, e);
            case HttpException.Malformed malformed -> new ApiException.Undecodable(message, e);
            case HttpException.Unreachable unreachable -> new ApiException.Unreachable(message, false, e);
            case HttpException.TlsFailed failed -> new ApiException.Unreachable(message, false, e);
            case HttpException.Closed closed ->
                new ApiException.Unreachable(message, answering || !closed.unprocessed(), e);
            case HttpException.TimedOut timedOut -> new ApiException.Unreachable(message, true, e);
            case HttpException.Cancelled cancelled -> new ApiException.Unreachable(message, true, e);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
