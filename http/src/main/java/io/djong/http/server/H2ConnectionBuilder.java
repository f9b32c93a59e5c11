package io.djong.http.server;

import io.djong.http.limits.HttpLimits;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/// Sets a connection's limits in Netty's terms.
final class H2ConnectionBuilder extends AbstractHttp2ConnectionHandlerBuilder<H2Connection, H2ConnectionBuilder> {
    /// Go adds this for its own accounting (`sc.maxHeaderListSize`).
    private static final int HEADER_OVERHEAD_BYTES = 320;

    private final ServerContext server;
    private final Channel channel;
    private final ServerRequest.Peer peer;

    H2ConnectionBuilder(ServerContext server, Channel channel, ServerRequest.Peer peer) {
        this.server = server;
        this.channel = channel;
        this.peer = peer;
    }

    H2Connection open() {
        HttpLimits limits = server.limits();
        var connection = new DefaultHttp2Connection(true);
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
        connection(connection);
        var frames = new H2Frames();
        connection.addListener(frames);
        frameListener(frames);
        initialSettings(Http2Settings.defaultSettings()
                .initialWindowSize(limits.streamWindowBytes())
                .maxConcurrentStreams(limits.streamsMax())
                .maxFrameSize(limits.frameBytesMax())
                .maxHeaderListSize(limits.headerBytesMax() + HEADER_OVERHEAD_BYTES));
        validateHeaders(true);
        headerSensitivityDetector((name, _) -> H2Headers.isOfOneAnswer(name));
        decoderEnforceMaxRstFramesPerWindow(
                limits.resetsMax(), (int) Math.max(1, limits.resetsWindow().toSeconds()));
        encoderEnforceMaxQueuedControlFrames(limits.controlFramesMax());
        decoupleCloseAndGoAway(true);
        gracefulShutdownTimeoutMillis(0);
        var made = build();
        frames.attach(made);
        return made;
    }

    @Override
    protected H2Connection build(
            Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
        return new H2Connection(decoder, encoder, settings, server, channel, peer);
    }
}
