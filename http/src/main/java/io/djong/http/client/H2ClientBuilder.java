package io.djong.http.client;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/// Sets a client connection up in Netty's terms.
final class H2ClientBuilder extends AbstractHttp2ConnectionHandlerBuilder<H2ClientConnection, H2ClientBuilder> {
    private final ClientConnection.Context context;
    private final Channel channel;

    H2ClientBuilder(ClientConnection.Context context, Channel channel) {
        this.context = context;
        this.channel = channel;
    }

    H2ClientConnection open() {
        var limits = context.config().limits();
        var connection = new DefaultHttp2Connection(false);
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
        connection(connection);
        var frames = new H2ClientFrames();
        connection.addListener(frames);
        frameListener(frames);
        initialSettings(Http2Settings.defaultSettings()
                .pushEnabled(false)
                .initialWindowSize(limits.streamWindowBytes())
                .maxFrameSize(limits.frameBytesMax())
                .maxHeaderListSize(limits.headerBytesMax()));
        validateHeaders(true);
        encoderEnforceMaxConcurrentStreams(false);
        encoderEnforceMaxQueuedControlFrames(limits.controlFramesMax());
        decoderEnforceMaxRstFramesPerWindow(0, 0);
        decoupleCloseAndGoAway(true);
        gracefulShutdownTimeoutMillis(0);
        var made = build();
        frames.attach(made);
        return made;
    }

    @Override
    protected H2ClientConnection build(
            Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
        return new H2ClientConnection(decoder, encoder, settings, context, channel);
    }
}
