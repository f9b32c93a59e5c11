package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.transport.Command;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes of the answer that is being sent on an HTTP/1 connection: framed, kept until the channel has
/// room, sliced so that TLS never holds more than a little of a large answer twice. On the loop.
final class H1Output {
    private static final int SLICE_BYTES = 64 * 1024;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /// @param counted how many of these bytes the writer counts as pending
    private record Part(ByteBuf buffer, int counted) {
        static Part of(byte[] array) {
            return new Part(Unpooled.wrappedBuffer(array), 0);
        }
    }

    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private @Nullable H1Head frame;
    private long bodyBytes;
    private boolean complete;

    /// What was decided with the head; null before it.
    @Nullable
    H1Head frame() {
        return frame;
    }

    /// Nothing is left to be added or sent.
    boolean isDone() {
        return complete && parts.isEmpty();
    }

    /// Nothing is left to be sent at the moment.
    boolean isEmpty() {
        return parts.isEmpty();
    }

    void begin() {
        frame = null;
        bodyBytes = 0;
        complete = false;
    }

    void interim(ChannelHandlerContext context, int status, Headers headers) {
        parts.add(new Part(H1Head.interim(context.alloc(), status, headers), 0));
    }

    void head(
            ChannelHandlerContext context,
            H1Exchange exchange,
            Command.Head head,
            long length,
            boolean keepAlive,
            String date) {
        var made = H1Head.frame(exchange.head, head.status(), head.headers(), length, keepAlive);
        frame = made;
        parts.add(new Part(made.encode(context.alloc(), exchange.head, head.status(), head.headers(), date), 0));
    }

    /// Adds a part of the body.
    ///
    /// @return false when it is more than the head has promised
    boolean data(H1Exchange exchange, List<Piece> pieces, long bytes) {
        var framing = frame;
        if (framing == null || !framing.bodyAllowed()) {
            exchange.left(bytes);
            return true;
        }
        bodyBytes += bytes;
        if (framing.contentLength() >= 0 && bodyBytes > framing.contentLength()) return false;
        if (bytes == 0) return true;
        if (framing.chunked()) {
            parts.add(Part.of((Long.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        }
        for (var piece : pieces) {
            for (int at = 0; at < piece.length(); at += SLICE_BYTES) {
                int length = Math.min(SLICE_BYTES, piece.length() - at);
                parts.add(new Part(Unpooled.wrappedBuffer(piece.array(), piece.offset() + at, length), length));
            }
        }
        if (framing.chunked()) parts.add(Part.of(CRLF));
        return true;
    }

    /// No more is added.
    ///
    /// @return false when it is less than the head has promised
    boolean end() {
        var framing = frame;
        if (framing == null) return false;
        complete = true;
        if (framing.chunked()) parts.add(Part.of(LAST_CHUNK));
        return !framing.bodyAllowed() || framing.contentLength() < 0 || bodyBytes == framing.contentLength();
    }

    /// An answer to what is no request, in the words of Go's server.
    static ByteBuf rejection(int status, String reason) {
        var phrase = status + " " + HttpResponseStatus.valueOf(status).reasonPhrase();
        var text = reason.isEmpty() ? phrase : phrase + ": " + reason;
        return Unpooled.copiedBuffer(
                "HTTP/1.1 " + phrase + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
                        + text,
                StandardCharsets.ISO_8859_1);
    }

    /// Hands to the channel what it has room for.
    ///
    /// @return whether anything moved
    boolean pump(ChannelHandlerContext context, @Nullable H1Exchange exchange) {
        boolean moved = false;
        while (!parts.isEmpty() && context.channel().isWritable()) {
            var part = parts.removeFirst();
            context.write(part.buffer, context.voidPromise());
            if (exchange != null) exchange.left(part.counted);
            moved = true;
        }
        return moved;
    }

    void clear() {
        for (var part : parts) part.buffer.release();
        parts.clear();
    }
}
