package io.djong.http.server;

import io.djong.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How an HTTP/1 answer is framed, and its head in bytes (RFC 9112, 6.3).
///
/// @param chunked the body goes out in chunks
/// @param contentLength the body's length, -1 when it is not known
/// @param bodyAllowed whether a body may follow at all
/// @param close whether the connection ends with this answer
record H1Head(boolean chunked, long contentLength, boolean bodyAllowed, boolean close) {

    /// @param complete the length of a body that is known as a whole, or -1
    /// @param keepAlive whether the request allows the connection to be kept
    static H1Head frame(H1Request request, int status, Headers headers, long complete, boolean keepAlive) {
        boolean bodiless = status == 204 || status == 304;
        boolean head = request.method().equals("HEAD");
        boolean close = !keepAlive || headers.hasToken("Connection", "close");
        long length = complete >= 0 ? complete : declaredLength(headers);
        if (bodiless) return new H1Head(false, -1, false, close);
        if (head) {
            var declared = declaredLength(headers);
            return new H1Head(false, declared >= 0 ? declared : complete, false, close);
        }
        if (length >= 0) return new H1Head(false, length, true, close);
        if (request.http10()) return new H1Head(false, -1, true, true);
        return new H1Head(true, -1, true, close);
    }

    private static long declaredLength(Headers headers) {
        var text = headers.first("Content-Length");
        if (text == null) return -1;
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    ByteBuf encode(ByteBufAllocator allocator, H1Request request, int status, Headers headers, @Nullable String date) {
        var out = allocator.buffer(256);
        statusLine(out, request.http10(), status);
        fields(out, headers);
        if (date != null && !headers.contains("Date")) field(out, "Date", date);
        if (chunked) field(out, "Transfer-Encoding", "chunked");
        if (contentLength >= 0) field(out, "Content-Length", Long.toString(contentLength));
        if (close) {
            field(out, "Connection", "close");
        } else if (request.http10()) {
            field(out, "Connection", "keep-alive");
        }
        return out.writeByte('\r').writeByte('\n');
    }

    /// An interim answer, or the 101 that ends HTTP: all headers as they are.
    static ByteBuf interim(ByteBufAllocator allocator, int status, Headers headers) {
        var out = allocator.buffer(128);
        statusLine(out, false, status);
        headers.forEach((name, value) -> field(out, name, value));
        return out.writeByte('\r').writeByte('\n');
    }

    private static void statusLine(ByteBuf out, boolean http10, int status) {
        var reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        ascii(out, http10 ? "HTTP/1.0 " : "HTTP/1.1 ");
        ascii(out, Integer.toString(status));
        ascii(out, " " + reason + "\r\n");
    }

    private static void fields(ByteBuf out, Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            var name = headers.name(i);
            boolean framing = name.equalsIgnoreCase("Content-Length")
                    || name.equalsIgnoreCase("Transfer-Encoding")
                    || name.equalsIgnoreCase("Connection");
            if (!framing) field(out, name, headers.value(i));
        }
    }

    private static void field(ByteBuf out, String name, String value) {
        ascii(out, name);
        out.writeByte(':').writeByte(' ');
        ascii(out, value);
        out.writeByte('\r').writeByte('\n');
    }

    private static void ascii(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }
}
