package io.djong.http.client;

import io.djong.http.limits.HttpLimits;
import io.djong.http.tls.ClientTls;
import java.time.Duration;

/// What a client is told. The defaults are those of client-go's transport (`transport/cache.go`,
/// `net/http`).
///
/// @param tls for origins that are secure
/// @param http2 whether HTTP/2 is offered (over TLS only)
/// @param connectTimeout for TCP and, once more, for TLS
/// @param idleTime an unused connection is closed after this
/// @param pingAfter an HTTP/2 connection that was silent for this long is asked whether it lives
/// @param pingTimeout and is closed if it does not answer within this
/// @param connectionsPerOriginMax open connections to one origin; a request that needs one more fails
/// @param limits what a server may do; `streamWindowBytes` is what waits unread per answer
public record HttpClientConfig(
        ClientTls tls,
        boolean http2,
        Duration connectTimeout,
        Duration idleTime,
        Duration pingAfter,
        Duration pingTimeout,
        int connectionsPerOriginMax,
        HttpLimits limits) {

    /// The defaults.
    public static final HttpClientConfig DEFAULTS = of(ClientTls.DEFAULT);

    /// The defaults with this TLS.
    public static HttpClientConfig of(ClientTls tls) {
        return new HttpClientConfig(
                tls,
                true,
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                10_000,
                HttpLimits.DEFAULTS);
    }

    public HttpClientConfig withHttp2(boolean value) {
        return new HttpClientConfig(
                tls, value, connectTimeout, idleTime, pingAfter, pingTimeout, connectionsPerOriginMax, limits);
    }

    public HttpClientConfig withConnectTimeout(Duration value) {
        return new HttpClientConfig(
                tls, http2, value, idleTime, pingAfter, pingTimeout, connectionsPerOriginMax, limits);
    }

    public HttpClientConfig withIdleTime(Duration value) {
        return new HttpClientConfig(
                tls, http2, connectTimeout, value, pingAfter, pingTimeout, connectionsPerOriginMax, limits);
    }

    public HttpClientConfig withPing(Duration after, Duration timeout) {
        return new HttpClientConfig(
                tls, http2, connectTimeout, idleTime, after, timeout, connectionsPerOriginMax, limits);
    }

    public HttpClientConfig withLimits(HttpLimits value) {
        return new HttpClientConfig(
                tls, http2, connectTimeout, idleTime, pingAfter, pingTimeout, connectionsPerOriginMax, value);
    }
}
