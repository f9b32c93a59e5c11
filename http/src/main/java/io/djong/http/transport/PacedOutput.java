package io.djong.http.transport;

import io.djong.http.Piece;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongConsumer;

/// Bytes on their way to a channel of HTTP/1, kept until it has room and sliced, so that TLS never holds
/// more than a little of a large body twice. On the loop.
public final class PacedOutput {
    private static final int SLICE_BYTES = 64 * 1024;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    /// @param counted how many of these bytes the writer counts as pending
    private record Part(ByteBuf buffer, int counted) {}

    private final ArrayDeque<Part> parts = new ArrayDeque<>();

    /// Whether nothing waits.
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /// Adds bytes that nobody counts, and releases them once written.
    public void add(ByteBuf bytes) {
        parts.add(new Part(bytes, 0));
    }

    private void add(byte[] bytes) {
        add(Unpooled.wrappedBuffer(bytes));
    }

    /// Adds a part of a body.
    public void data(List<Piece> pieces, long bytes, boolean chunked) {
        if (bytes == 0) return;
        if (chunked) add((Long.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (var piece : pieces) {
            for (int at = 0; at < piece.length(); at += SLICE_BYTES) {
                int length = Math.min(SLICE_BYTES, piece.length() - at);
                parts.add(new Part(Unpooled.wrappedBuffer(piece.array(), piece.offset() + at, length), length));
            }
        }
        if (chunked) add(CRLF);
    }

    /// Adds what ends a chunked body.
    public void lastChunk() {
        add(LAST_CHUNK);
    }

    /// Hands to the channel what it has room for, without flushing.
    ///
    /// @param taken told how many counted bytes have gone
    /// @return whether anything moved
    public boolean pump(ChannelHandlerContext context, LongConsumer taken) {
        boolean moved = false;
        long counted = 0;
        while (!parts.isEmpty() && context.channel().isWritable()) {
            var part = parts.removeFirst();
            context.write(part.buffer, context.voidPromise());
            counted += part.counted;
            moved = true;
        }
        if (counted > 0) taken.accept(counted);
        return moved;
    }

    /// Drops what waits.
    public void clear() {
        for (var part : parts) part.buffer.release();
        parts.clear();
    }
}
