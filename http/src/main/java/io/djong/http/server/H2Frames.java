package io.djong.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/// Frames from the client, handed to the connection.
final class H2Frames extends Http2EventAdapter {
    private @Nullable H2Connection connection;

    void attach(H2Connection owner) {
        connection = owner;
    }

    private H2Connection owner() {
        var owner = connection;
        if (owner == null) throw new IllegalStateException("frames before the connection was made");
        return owner;
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean end) {
        return owner().dataArrived(streamId, data, end) + padding;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        owner().headersArrived(streamId, headers, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        owner().headersArrived(streamId, headers, end);
    }

    @Override
    public void onStreamClosed(io.netty.handler.codec.http2.Http2Stream stream) {
        owner().streamClosed(stream);
    }
}
