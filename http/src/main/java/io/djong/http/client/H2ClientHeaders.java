package io.djong.http.client;

import io.djong.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Locale;

/// Heads of HTTP/2, there and back.
final class H2ClientHeaders {
    private static final AsciiString HTTPS = AsciiString.cached("https");
    private static final AsciiString HTTP = AsciiString.cached("http");

    private H2ClientHeaders() {}

    static Http2Headers encode(ClientRequest request) {
        var headers = request.headers();
        var fields = new ArrayList<AsciiString>(2 * headers.size() + 2);
        for (int i = 0; i < headers.size(); i++) {
            var name = headers.name(i).toLowerCase(Locale.ROOT);
            boolean ofConnection = switch (name) {
                case "connection",
                        "keep-alive",
                        "proxy-connection",
                        "transfer-encoding",
                        "upgrade",
                        "host",
                        "content-length" -> true;
                case "te" -> !headers.value(i).equalsIgnoreCase("trailers");
                default -> false;
            };
            if (ofConnection) continue;
            fields.add(new AsciiString(name));
            fields.add(new AsciiString(headers.value(i)));
        }
        long length = H1RequestHead.frame(request).contentLength();
        if (length >= 0) {
            fields.add(AsciiString.cached("content-length"));
            fields.add(new AsciiString(Long.toString(length)));
        }
        return ReadOnlyHttp2Headers.clientHeaders(
                false,
                new AsciiString(request.method()),
                new AsciiString(request.target()),
                request.origin().secure() ? HTTPS : HTTP,
                new AsciiString(request.authority()),
                fields.toArray(AsciiString[]::new));
    }

    /// @throws IllegalArgumentException for malformed headers
    static Headers decode(Http2Headers fields) {
        var builder = new Headers.Builder();
        for (var entry : fields) {
            var name = entry.getKey();
            if (name.length() > 0 && name.charAt(0) == ':') continue;
            builder.add(name.toString(), entry.getValue().toString());
        }
        return builder.build();
    }
}
