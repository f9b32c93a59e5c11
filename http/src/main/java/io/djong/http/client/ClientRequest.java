package io.djong.http.client;

import io.djong.http.Headers;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request to be sent.
///
/// @param target path and query, percent-encoded
/// @param headers without framing; `Host` is the origin's unless given
/// @param timeout for the whole exchange, the body of the answer included; null for none
public record ClientRequest(
        String method,
        Origin origin,
        String target,
        Headers headers,
        RequestBody body,
        @Nullable Duration timeout) {
    public ClientRequest {
        if (!Headers.isToken(method)) throw new IllegalArgumentException("not a method: " + method);
        boolean clean = target.startsWith("/") || target.equals("*");
        for (int i = 0; clean && i < target.length(); i++) clean = target.charAt(i) > ' ' && target.charAt(i) < 0x7f;
        if (!clean) throw new IllegalArgumentException("not a request target: " + target);
    }

    /// A request without body and timeout.
    public static ClientRequest of(String method, Origin origin, String target) {
        return new ClientRequest(method, origin, target, Headers.NONE, RequestBody.NONE, null);
    }

    /// A GET.
    public static ClientRequest get(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return of("GET", Origin.of(uri), uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    public ClientRequest withMethod(String value) {
        return new ClientRequest(value, origin, target, headers, body, timeout);
    }

    public ClientRequest withHeaders(Headers value) {
        return new ClientRequest(method, origin, target, value, body, timeout);
    }

    public ClientRequest withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public ClientRequest withBody(RequestBody value) {
        return new ClientRequest(method, origin, target, headers, value, timeout);
    }

    public ClientRequest withTimeout(@Nullable Duration value) {
        return new ClientRequest(method, origin, target, headers, body, value);
    }

    /// What the `Host` header or `:authority` says.
    String authority() {
        return headers.first("Host", origin.authority());
    }

    /// Whether it may be sent again though the server may have seen it.
    boolean isIdempotent() {
        return body instanceof RequestBody.None
                && switch (method) {
                    case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
                    default -> false;
                };
    }

    /// Whether it can be sent again.
    boolean isRepeatable() {
        return !(body instanceof RequestBody.Streamed);
    }
}
