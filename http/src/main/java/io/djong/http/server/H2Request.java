package io.djong.http.server;

import io.djong.http.Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/// The head of an HTTP/2 request, checked (RFC 9113, 8.2 and 8.3).
record H2Request(String method, RequestTarget target, String host, Headers headers, boolean expectContinue) {

    /// @throws Http2Exception a stream error when it is malformed
    static H2Request check(int streamId, Http2Headers fields) throws Http2Exception {
        var method = text(fields.method());
        var path = text(fields.path());
        if (method == null || !Headers.isToken(method) || path == null)
            throw malformed(streamId, "pseudo header missing");
        var target = path.startsWith("/") || path.equals("*") ? RequestTarget.parse(method, path) : null;
        if (target == null) throw malformed(streamId, "malformed :path");
        var authority = text(fields.authority());
        var builder = new Headers.Builder();
        for (var entry : fields) {
            var name = entry.getKey();
            if (name.length() > 0 && name.charAt(0) == ':') continue;
            add(streamId, builder, name.toString(), entry.getValue().toString());
        }
        var headers = builder.build();
        var host = authority == null || authority.isEmpty() ? headers.first("host", "") : authority;
        var expect = headers.first("expect");
        return new H2Request(
                method,
                target,
                host,
                headers.without("host"),
                expect != null && expect.equalsIgnoreCase("100-continue"));
    }

    private static void add(int streamId, Headers.Builder builder, String name, String value) throws Http2Exception {
        boolean forbidden = switch (name) {
            case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> true;
            case "te" -> !value.equalsIgnoreCase("trailers");
            default -> false;
        };
        if (forbidden) throw malformed(streamId, "connection-specific header");
        try {
            builder.add(name, value);
        } catch (IllegalArgumentException e) {
            throw malformed(streamId, "malformed header");
        }
    }

    private static @Nullable String text(@Nullable CharSequence value) {
        return value == null ? null : value.toString();
    }

    private static Http2Exception malformed(int streamId, String what) {
        return Http2Exception.streamError(streamId, Http2Error.PROTOCOL_ERROR, "malformed request: %s", what);
    }
}
