package io.djong.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/// Frames from the server, handed to the connection.
final class H2ClientFrames extends Http2EventAdapter {
    private @Nullable H2ClientConnection connection;

    void attach(H2ClientConnection owner) {
        connection = owner;
    }

    private H2ClientConnection owner() {
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
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean end) {
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
            boolean end) {
        owner().headersArrived(streamId, headers, end);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
        owner().settingsArrived(settings.maxConcurrentStreams());
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int streamId, long errorCode) {
        owner().resetArrived(streamId, errorCode);
    }

    @Override
    public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
        owner().goAwayArrived(lastStreamId);
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        owner().streamClosed(stream);
    }
}
