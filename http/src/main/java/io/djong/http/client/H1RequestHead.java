package io.djong.http.client;

import io.djong.http.Headers;
import io.djong.http.transport.Outbound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// The head of an HTTP/1 request.
///
/// @param chunked whether the body goes out in chunks
record H1RequestHead(boolean chunked, long contentLength) {
    static H1RequestHead frame(ClientRequest request) {
        return switch (request.body()) {
            case RequestBody.None() -> new H1RequestHead(false, needsLength(request.method()) ? 0 : -1);
            case RequestBody.Whole(var pieces) -> new H1RequestHead(false, Outbound.bytes(pieces));
            case RequestBody.Streamed streamed -> new H1RequestHead(streamed.lengthBytes() < 0, streamed.lengthBytes());
        };
    }

    private static boolean needsLength(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    ByteBuf encode(ByteBufAllocator allocator, ClientRequest request, boolean upgrade) {
        var out = allocator.buffer(256);
        ascii(out, request.method() + " " + request.target() + " HTTP/1.1\r\nHost: " + request.authority() + "\r\n");
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            var name = headers.name(i);
            boolean framing = name.equalsIgnoreCase("Content-Length")
                    || name.equalsIgnoreCase("Transfer-Encoding")
                    || name.equalsIgnoreCase("Host")
                    || (!upgrade && (name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Upgrade")));
            if (!framing) ascii(out, name + ": " + headers.value(i) + "\r\n");
        }
        if (chunked) ascii(out, "Transfer-Encoding: chunked\r\n");
        if (contentLength >= 0) ascii(out, "Content-Length: " + contentLength + "\r\n");
        ascii(out, "\r\n");
        return out;
    }

    private static void ascii(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }
}
