package io.djong.http.spdy;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.RawConnection;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Upgrade;
import io.djong.http.transport.ChannelConnection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A SPDY/3.1 connection, this side in the client's role: it opens streams, the peer does not.
///
/// There is no flow control per stream, as in Go's `spdystream`, which is what is at the other end: its
/// server never grants a window, so a client that keeps to windows would stop after 64 KiB of stdin.
/// Instead the connection stops reading while any stream has much unread, and a writer waits while the peer
/// does not read.
public final class SpdyConnection implements AutoCloseable {
    /// The `Upgrade` header's value.
    public static final String PROTOCOL = "SPDY/3.1";

    /// What waits unread in one stream before the whole connection waits.
    private static final int UNREAD_BYTES_MAX = 256 * 1024;

    /// Written and not yet taken by the system.
    private static final int UNSENT_BYTES_MAX = 256 * 1024;

    private static final int REFUSAL_BYTES_MAX = 64 * 1024;

    /// client-go's limit for the answer to a new stream.
    private static final Duration REPLY_TIME = Duration.ofSeconds(30);

    private final Environment environment;
    private final Channel channel;
    private final Runnable closeRaw;
    private final AtomicInteger nextId = new AtomicInteger(1);
    private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int unsent;
    private volatile boolean gone;
    private volatile boolean paused;

    private SpdyConnection(Environment environment, ChannelConnection raw) {
        this.environment = environment;
        channel = raw.channel();
        closeRaw = raw::lost;
    }

    /// Takes a connection over that the server has agreed to speak SPDY/3.1 on.
    public static SpdyConnection client(Environment environment, RawConnection raw) throws InterruptedException {
        if (!(raw instanceof ChannelConnection connection)) {
            throw new IllegalArgumentException("not a connection of this module: " + raw);
        }
        var made = new SpdyConnection(environment, connection);
        connection.replaceBy(new SpdyFrameCodec(SpdyVersion.SPDY_3_1), made.new Frames());
        return made;
    }

    /// Connects, and asks the server to speak SPDY/3.1.
    ///
    /// @param request for the streaming endpoint; its method and target are the server's affair
    /// @param streamProtocols what may be spoken in the streams, the best first
    /// @throws HttpException.Closed if the server refuses; the message says its status and what it said
    public static SpdyConnection connect(
            Environment environment, HttpClient client, ClientRequest request, List<String> streamProtocols)
            throws HttpException, InterruptedException {
        var headers = request.headers().toBuilder().set("Connection", "Upgrade").set("Upgrade", PROTOCOL);
        for (var each : streamProtocols) headers.add("X-Stream-Protocol-Version", each);
        return switch (client.upgrade(request.withHeaders(headers.build()))) {
            case Upgrade.Accepted(var answer, var raw) -> {
                if (!answer.first("Upgrade", "").equalsIgnoreCase(PROTOCOL)) {
                    raw.close();
                    throw new HttpException.Malformed("the server switched to something else than " + PROTOCOL);
                }
                yield client(environment, raw);
            }
            case Upgrade.Refused(var response) -> {
                try (response) {
                    var said = new String(response.body(REFUSAL_BYTES_MAX), StandardCharsets.UTF_8).strip();
                    throw new HttpException.Closed(
                            "the server refused to speak " + PROTOCOL + ": " + response.status() + " " + said,
                            true,
                            null);
                }
            }
        };
    }

    /// Opens a stream and waits until the peer has accepted it.
    ///
    /// @param headers names are sent in lower case
    public SpdyStream open(Headers headers) throws HttpException, InterruptedException {
        var stream = new SpdyStream(this, nextId.getAndAdd(2));
        streams.put(stream.id, stream);
        var frame = new DefaultSpdySynStreamFrame(stream.id, 0, (byte) 0);
        headers.forEach((name, value) -> frame.headers().add(name.toLowerCase(Locale.ROOT), value));
        if (gone) {
            stream.fail(new HttpException.Closed("the connection was closed"));
        } else {
            channel.writeAndFlush(frame).addListener(written -> {
                if (!written.isSuccess()) {
                    stream.fail(new HttpException.Closed("the stream could not be opened", false, written.cause()));
                }
            });
        }
        var waiting = new Waiting(environment.ticker().nanos() + REPLY_TIME.toNanos());
        try {
            stream.awaitReply(waiting);
        } catch (HttpException | InterruptedException e) {
            streams.remove(stream.id);
            throw e;
        }
        return stream;
    }

    /// Waits on a condition until a point in time.
    final class Waiting {
        private final long endNanos;

        Waiting(long endNanos) {
            this.endNanos = endNanos;
        }

        /// @return false when the time has run out
        boolean await(Lock held, Condition condition) throws InterruptedException {
            long left = endNanos - environment.ticker().nanos();
            if (left <= 0) return false;
            var _ = environment.timers().await(held, condition, Duration.ofNanos(left));
            return true;
        }
    }

    /// Sends data, and waits while the peer does not read.
    void send(int streamId, byte[] bytes, boolean last) throws IOException {
        lock.lock();
        try {
            while (unsent > UNSENT_BYTES_MAX && !gone) room.await();
            if (gone) throw new HttpException.Closed("the connection was closed");
            unsent += bytes.length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted while the peer was reading");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
        var frame = new DefaultSpdyDataFrame(streamId, Unpooled.wrappedBuffer(bytes));
        frame.setLast(last);
        channel.writeAndFlush(frame).addListener(_ -> sent(bytes.length));
    }

    private void sent(int bytes) {
        lock.lock();
        try {
            unsent -= bytes;
            if (unsent <= UNSENT_BYTES_MAX) room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void reset(SpdyStream stream) {
        if (streams.remove(stream.id) == null || gone) return;
        channel.writeAndFlush(new DefaultSpdyRstStreamFrame(stream.id, SpdyStreamStatus.CANCEL));
    }

    /// A reader has read from a stream.
    void read() {
        if (paused) channel.eventLoop().execute(this::resume);
    }

    private void resume() {
        if (!paused) return;
        for (var stream : streams.values()) {
            if (stream.input.unread() > UNREAD_BYTES_MAX / 2) return;
        }
        paused = false;
        channel.config().setAutoRead(true);
    }

    private void lost() {
        lock.lock();
        try {
            gone = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        streams.values().forEach(stream -> stream.fail(new HttpException.Closed("the connection was closed")));
        closeRaw.run();
    }

    public boolean isOpen() {
        return !gone;
    }

    /// Closes the connection and so all streams; what is written already is still sent.
    @Override
    public void close() {
        if (gone) return;
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close()));
    }

    private final class Frames extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                switch (message) {
                    case SpdySynReplyFrame reply -> replied(reply);
                    case SpdyDataFrame data -> arrived(data);
                    case SpdyRstStreamFrame reset -> {
                        var stream = streams.remove(reset.streamId());
                        if (stream != null) stream.reset(reset.status().toString());
                    }
                    case SpdyPingFrame ping -> {
                        boolean asked = (ping.id() & 1) == 0; // Else it is the answer to ours.
                        if (asked) context.writeAndFlush(new DefaultSpdyPingFrame(ping.id()));
                    }
                    case SpdySynStreamFrame uninvited ->
                        context.writeAndFlush(
                                new DefaultSpdyRstStreamFrame(uninvited.streamId(), SpdyStreamStatus.REFUSED_STREAM));
                    case SpdyGoAwayFrame _ -> {} // Open streams go on, and there are no new ones after the first.
                    default -> {} // Settings and windows: there is no flow control.
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void replied(SpdySynReplyFrame frame) {
            var stream = streams.get(frame.streamId());
            if (stream == null) return;
            var headers = new Headers.Builder();
            try {
                for (var entry : frame.headers()) {
                    headers.add(entry.getKey().toString(), entry.getValue().toString());
                }
                stream.replied(headers.build());
            } catch (IllegalArgumentException e) {
                stream.fail(new HttpException.Malformed("the reply has malformed headers", e));
            }
            if (frame.isLast()) stream.input.end();
        }

        private void arrived(SpdyDataFrame frame) {
            var stream = streams.get(frame.streamId());
            if (stream == null) return;
            stream.input.offer(frame.content());
            if (frame.isLast()) stream.input.end();
            if (stream.input.unread() > UNREAD_BYTES_MAX && !paused) {
                paused = true;
                channel.config().setAutoRead(false);
                resume(); // The reader may have read meanwhile.
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof io.netty.channel.socket.ChannelInputShutdownEvent) context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            if (!context.channel().isActive()) lost();
        }
    }
}
