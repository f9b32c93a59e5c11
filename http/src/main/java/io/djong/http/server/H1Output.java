package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.transport.Command;
import io.djong.http.transport.PacedOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer that is being sent on an HTTP/1 connection, framed. On the loop.
final class H1Output {
    private final PacedOutput parts = new PacedOutput();
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
        parts.add(H1Head.interim(context.alloc(), status, headers));
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
        parts.add(made.encode(context.alloc(), exchange.head, head.status(), head.headers(), date));
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
        parts.data(pieces, bytes, framing.chunked());
        return true;
    }

    /// No more is added.
    ///
    /// @return false when it is less than the head has promised
    boolean end() {
        var framing = frame;
        if (framing == null) return false;
        complete = true;
        if (framing.chunked()) parts.lastChunk();
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
        return parts.pump(context, bytes -> {
            if (exchange != null) exchange.left(bytes);
        });
    }

    void clear() {
        parts.clear();
    }
}
