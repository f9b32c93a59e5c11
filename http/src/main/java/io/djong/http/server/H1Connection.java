package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.limits.Limit;
import io.djong.http.transport.Command;
import io.djong.http.transport.Wakeups;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One HTTP/1 connection of the server. Requests are answered in their order; those that come early wait.
/// All fields belong to the event loop.
final class H1Connection extends ChannelInboundHandlerAdapter implements ServerConnection {
    /// Go waits this long for a client to read an answer that comes before its request's end
    /// (`rstAvoidanceDelay`).
    private static final Duration LINGER = Duration.ofMillis(500);

    private final ServerContext server;
    private final Channel channel;
    private final ServerRequest.Peer peer;
    private final Wakeups wakeups;
    private final H1Output output = new H1Output();
    private final ArrayDeque<H1Exchange> waiting = new ArrayDeque<>();
    private final H1Input input;
    private @Nullable ChannelHandlerContext context;
    private @Nullable H1Exchange current;
    private @Nullable H1Exchange receiving;
    private boolean closing;
    private volatile boolean handedOver;
    private boolean draining;
    private int unreadBody;
    private long headerSinceNanos;
    private long idleSinceNanos;
    private long movedNanos;

    H1Connection(ServerContext server, Channel channel, ServerRequest.Peer peer) {
        this.server = server;
        this.channel = channel;
        this.peer = peer;
        wakeups = new Wakeups(channel.eventLoop(), this::flush);
        input = new H1Input(channel, server.limits().headerBytesMax(), this::bytesArrived);
        idleSinceNanos = server.nanos();
        headerSinceNanos = idleSinceNanos;
    }

    ServerContext context() {
        return server;
    }

    Channel channel() {
        return channel;
    }

    Wakeups wakeups() {
        return wakeups;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        input.start(added);
    }

    private ChannelHandlerContext handlerContext() {
        var mine = context;
        if (mine == null) throw new IllegalStateException("not in a pipeline");
        return mine;
    }

    private void bytesArrived() {
        if (receiving == null && current == null && headerSinceNanos == 0) headerSinceNanos = server.nanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (closing) return;
            if (message instanceof HttpRequest request) requestBegins(request);
            if (message instanceof HttpContent content && receiving != null) bodyArrives(receiving, content);
            if (message instanceof ByteBuf bytes) input.undecoded(bytes);
        } finally {
            ReferenceCountUtil.release(message);
        }
        updateReading();
    }

    private void requestBegins(HttpRequest message) {
        headerSinceNanos = 0;
        switch (H1Request.check(message)) {
            case H1Request.Outcome.Bad(int status, String reason) -> reject(status, reason);
            case H1Request.Outcome.Good(var head) -> {
                var exchange = new H1Exchange(this, head, peer);
                receiving = exchange;
                if (current == null) {
                    begin(exchange);
                } else {
                    waiting.add(exchange);
                }
            }
        }
    }

    private void begin(H1Exchange exchange) {
        current = exchange;
        output.begin();
        movedNanos = server.nanos();
        server.dispatcher().dispatch(exchange);
    }

    /// What comes cannot be understood, so nothing after it can.
    private void reject(int status, String reason) {
        if (status == 431) server.enforced(Limit.HEADER_BYTES);
        closing = true;
        receiving = null;
        waiting.clear();
        if (current != null) return; // The answer in progress is the last.
        channel.writeAndFlush(H1Output.rejection(status, reason)).addListener(_ -> linger());
    }

    private void bodyArrives(H1Exchange exchange, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            exchange.body.fail(new HttpException.Malformed("the body is not framed as HTTP/1.1 demands"));
            receiving = null;
            if (exchange == current && output.frame() == null) {
                exchange.finish();
                current = null;
                reject(400, "");
            } else {
                closing = true;
                waiting.remove(exchange);
            }
            return;
        }
        int bytes = content.content().readableBytes();
        if (bytes > 0) exchange.body.offer(content.content());
        if (exchange == current && output.isDone()) throwAway(bytes);
        if (content instanceof LastHttpContent) {
            exchange.received = true;
            exchange.body.end();
            receiving = null;
            if (exchange.head.upgrade()) input.stop();
            if (exchange == current && output.isDone()) resumeIdle();
        }
    }

    private void throwAway(int bytes) {
        unreadBody += bytes;
        if (unreadBody > server.limits().unreadBodyBytesMax()) {
            server.enforced(Limit.UNREAD_BODY);
            closing = true;
            linger();
        }
    }

    /// The handler has read from a body; any thread.
    void bodyRead(H1Exchange exchange) {
        if (!channel.config().isAutoRead()) channel.eventLoop().execute(this::updateReading);
    }

    private void updateReading() {
        if (handedOver) return;
        var body = receiving;
        boolean enough = waiting.size() >= server.limits().pipelinedMax()
                || input.heldBytes() >= server.limits().streamWindowBytes()
                || (body != null && body.body.unread() >= server.limits().streamWindowBytes());
        if (channel.config().isAutoRead() == enough) channel.config().setAutoRead(!enough);
    }

    void apply(H1Exchange exchange, Command command) {
        if (handedOver && command instanceof Command.Cut) channel.close();
        if (exchange != current || handedOver) return;
        var ctx = handlerContext();
        boolean kept = true;
        switch (command) {
            case Command.Interim(int status, var headers) -> interim(exchange, status, headers);
            case Command.Head head -> head(ctx, exchange, head, -1);
            case Command.Complete(int status, var headers, var body, long bytes) -> {
                head(ctx, exchange, new Command.Head(status, headers), bytes);
                kept = output.data(exchange, body, bytes) && output.end();
            }
            case Command.Data(var pieces, long bytes) -> kept = output.data(exchange, pieces, bytes);
            case Command.End() -> kept = output.end();
            case Command.Cut() -> kept = false;
            case Command.HandOver handOver -> handOver(exchange, handOver);
        }
        if (kept) {
            pump();
        } else {
            channel.close();
        }
    }

    private void interim(H1Exchange exchange, int status, Headers headers) {
        if (exchange.head.http10() || output.frame() != null) return;
        if (status == 100) {
            if (exchange.received || exchange.continueSent) return;
            exchange.continueSent = true;
        }
        output.interim(handlerContext(), status, headers);
    }

    private void head(ChannelHandlerContext ctx, H1Exchange exchange, Command.Head head, long length) {
        boolean keep = exchange.head.keepAlive() && !closing && !draining && bodyWillEnd(exchange);
        output.head(ctx, exchange, head, length, keep, server.date().now());
    }

    /// Whether the rest of the request is little enough to be thrown away, if nobody reads it.
    private boolean bodyWillEnd(H1Exchange exchange) {
        if (exchange.received) return true;
        if (exchange.head.expectContinue() && !exchange.continueSent) return false;
        return exchange.head.contentLength() <= server.limits().unreadBodyBytesMax();
    }

    private void handOver(H1Exchange exchange, Command.HandOver handOver) {
        var connection = handOver.connection();
        handedOver = true;
        channel.write(H1Head.interim(channel.alloc(), 101, handOver.headers()));
        channel.flush();
        connection.onClose(exchange::finish);
        input.stop();
        var pipeline = channel.pipeline();
        connection.attach();
        var last = pipeline.context(connection);
        ByteBuf bytes;
        while ((bytes = input.takeHeld()) != null) {
            if (last == null) {
                bytes.release();
            } else {
                connection.channelRead(last, bytes);
            }
        }
        pipeline.remove(this);
    }

    private void pump() {
        var exchange = current;
        if (handedOver || !channel.isActive()) return;
        if (output.pump(handlerContext(), exchange)) movedNanos = server.nanos();
        if (exchange != null && output.isDone()) answered(exchange);
    }

    private void answered(H1Exchange exchange) {
        var frame = output.frame();
        boolean close = closing || draining || frame == null || frame.close();
        exchange.finish();
        exchange.body.discard();
        if (close) {
            closing = true;
            var flushed = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
            flushed.addListener(_ -> {
                if (exchange.received) {
                    channel.close();
                } else {
                    linger();
                }
            });
            return;
        }
        unreadBody = 0;
        idleSinceNanos = server.nanos();
        if (!exchange.received) return; // The next request begins when the rest was thrown away.
        resumeIdle();
    }

    private void resumeIdle() {
        current = null;
        idleSinceNanos = server.nanos();
        headerSinceNanos = 0;
        var next = waiting.poll();
        if (next != null) begin(next);
        if (current == null) input.start(handlerContext());
        updateReading();
    }

    /// Closes without destroying the answer that the client has not read because it is still sending.
    private void linger() {
        if (channel instanceof SocketChannel socket && channel.isActive() && !peer.secure()) {
            socket.shutdownOutput();
        }
        channel.config().setAutoRead(true);
        var _ = server.environment().timers().once(LINGER, () -> channel.close());
    }

    private void flush() {
        if (!handedOver) channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            pump();
            channel.flush();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        var why = new HttpException.Closed("the client closed the connection");
        if (receiving != null) receiving.body.fail(why);
        if (current != null) {
            current.body.fail(why);
            current.finish();
        }
        waiting.clear();
        output.clear();
        input.clear();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    public void check(long now) {
        if (handedOver || !channel.isActive()) return;
        var limits = server.limits();
        var exchange = output.isDone() ? null : current; // Answered, with some of the request to come, is idle too.
        if (headerSinceNanos != 0
                && now - headerSinceNanos > limits.headerTime().toNanos()) {
            enforce(Limit.HEADER_TIME);
        } else if (exchange == null
                && headerSinceNanos == 0
                && now - idleSinceNanos > limits.idleTime().toNanos()) {
            enforce(Limit.IDLE_TIME);
        } else if (exchange != null
                && !output.isEmpty()
                && now - movedNanos > limits.stalledWrite().toNanos()) {
            enforce(Limit.STALLED_WRITE);
        }
    }

    private void enforce(Limit limit) {
        server.enforced(limit);
        channel.close();
    }

    @Override
    public boolean isRaw() {
        return handedOver;
    }

    @Override
    public void drain() {
        draining = true;
        if ((current == null || output.isDone()) && !handedOver) channel.close();
    }
}
