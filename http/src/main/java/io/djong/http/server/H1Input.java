package io.djong.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The decoder of an HTTP/1 connection, which is taken out while a request offers to leave HTTP: what
/// follows such a request is held, and is HTTP only if the offer is not taken. On the loop.
final class H1Input {
    private static final String NAME = "h1-decoder";

    private final Channel channel;
    private final HttpDecoderConfig config;
    private final Runnable bytesArrived;
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>();
    private int heldBytes;
    private boolean decoding;

    /// @param bytesArrived told of bytes before they are decoded
    H1Input(Channel channel, int headerBytesMax, Runnable bytesArrived) {
        this.channel = channel;
        this.bytesArrived = bytesArrived;
        config = new HttpDecoderConfig()
                .setMaxInitialLineLength(headerBytesMax)
                .setMaxHeaderSize(headerBytesMax)
                .setMaxChunkSize(64 * 1024)
                .setAllowDuplicateContentLengths(true)
                .setUseRfc9112TransferEncoding(false) // H1Request decides, as Go does.
                .setStrictLineParsing(true);
    }

    private final class Decoder extends HttpRequestDecoder {
        Decoder() {
            super(config);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            bytesArrived.run();
            super.channelRead(context, message);
        }
    }

    int heldBytes() {
        return heldBytes;
    }

    /// Puts the decoder before this handler, and feeds it what was held.
    void start(ChannelHandlerContext before) {
        if (decoding) return;
        decoding = true;
        channel.pipeline().addBefore(before.name(), NAME, new Decoder());
        ByteBuf bytes;
        while (decoding && (bytes = held.poll()) != null) {
            heldBytes -= bytes.readableBytes();
            feed(bytes);
        }
    }

    /// Takes the decoder out; what it has not decoded comes as bytes.
    void stop() {
        if (!decoding) return;
        decoding = false;
        channel.pipeline().remove(NAME);
    }

    /// Bytes came undecoded. They are retained.
    void undecoded(ByteBuf bytes) {
        if (decoding) {
            feed(bytes.retain());
        } else {
            held.add(bytes.retain());
            heldBytes += bytes.readableBytes();
        }
    }

    private void feed(ByteBuf bytes) {
        var decoder = channel.pipeline().context(NAME);
        if (decoder == null) {
            undecoded(bytes);
            bytes.release();
            return;
        }
        try {
            ((ChannelInboundHandlerAdapter) decoder.handler()).channelRead(decoder, bytes);
        } catch (Exception e) {
            decoder.fireExceptionCaught(e);
        }
    }

    /// The oldest bytes that are held; the caller releases them.
    @Nullable
    ByteBuf takeHeld() {
        return held.poll();
    }

    void clear() {
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
