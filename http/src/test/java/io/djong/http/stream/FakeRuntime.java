package io.djong.http.stream;

import io.djong.http.HttpHandler;
import io.djong.http.transport.ChannelConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyGoAwayFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdySessionStatus;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/// The streaming end of a container runtime, as a test directs it: no flow control, a reply to each stream,
/// and at the end a reset of every stream, like Go's.
final class FakeRuntime {
    private final BlockingQueue<FakeRuntime.Session> sessions;

    FakeRuntime(BlockingQueue<FakeRuntime.Session> sessions) {
        this.sessions = sessions;
    }

    HttpHandler handler() {
        return (request, response) -> {
            response.header("X-Stream-Protocol-Version", "v4.channel.k8s.io");
            var raw = (ChannelConnection) response.upgrade("SPDY/3.1");
            var session = new Session(raw.channel());
            raw.replaceBy(new SpdyFrameCodec(SpdyVersion.SPDY_3_1), session);
            sessions.add(session);
        };
    }

    static final class Session extends ChannelInboundHandlerAdapter {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final Map<String, Integer> ids = new ConcurrentHashMap<>();
        private final Map<Integer, String> names = new ConcurrentHashMap<>();
        private final Channel channel;

        Session(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof SpdySynStreamFrame opened) {
                var type = opened.headers().get("streamtype").toString();
                ids.put(type, opened.streamId());
                names.put(opened.streamId(), type);
                var reply = new DefaultSpdySynReplyFrame(opened.streamId());
                reply.headers().set("x-ok", "1");
                context.writeAndFlush(reply);
                events.add("open " + type);
            }
            if (message instanceof SpdyDataFrame data) {
                var text = data.content().toString(StandardCharsets.UTF_8);
                var type = names.get(data.streamId());
                if (!text.isEmpty()) events.add(type + ": " + (text.length() > 100 ? text.length() : text));
                if (data.isLast()) events.add("end of " + type);
            }
            ReferenceCountUtil.release(message);
        }

        /// Go's server closes its side when the peer has closed its own; the connection it took over would wait.
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            events.add("gone");
        }

        void send(String type, ByteBuf bytes, boolean last) {
            var frame = new DefaultSpdyDataFrame(Objects.requireNonNull(ids.get(type)), bytes);
            frame.setLast(last);
            channel.writeAndFlush(frame);
        }

        void send(String type, String text) {
            send(type, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), false);
        }

        void ping() {
            channel.writeAndFlush(new DefaultSpdyPingFrame(2));
        }

        /// As Go's server ends: every stream is reset.
        void end() {
            channel.write(new DefaultSpdyGoAwayFrame(0, SpdySessionStatus.OK));
            names.keySet().forEach(id -> channel.write(new DefaultSpdyRstStreamFrame(id, SpdyStreamStatus.CANCEL)));
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close());
        }

        void breakOff() {
            channel.close();
        }
    }
}
