package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.limits.HandlerBudget;
import io.djong.http.limits.Limit;
import io.djong.http.transport.Command;
import io.djong.http.transport.Wakeups;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP/2 connection of the server. All but [#handled] belongs to the event loop.
final class H2Connection extends Http2ConnectionHandler implements ServerConnection {
    /// Bytes that are handed to flow control in one go; what has left of them is known when all have.
    private static final int GROUP_BYTES = 128 * 1024;

    /// How long Go waits between the GOAWAY that warns and the one that refuses (`goAwayTimeout`).
    private static final Duration GO_AWAY_DELAY = Duration.ofSeconds(1);

    private final ServerContext server;
    private final Channel channel;
    private final ServerRequest.Peer peer;
    private final Wakeups wakeups;
    private final Http2Connection.PropertyKey exchangeKey;
    private final HandlerBudget<H2Exchange> budget;
    private @Nullable ChannelHandlerContext context;
    private boolean draining;
    private boolean finishing;
    private long idleSinceNanos;

    H2Connection(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            ServerContext server,
            Channel channel,
            ServerRequest.Peer peer) {
        super(decoder, encoder, settings, true);
        this.server = server;
        this.channel = channel;
        this.peer = peer;
        wakeups = new Wakeups(channel.eventLoop(), this::flushAll);
        exchangeKey = connection().newKey();
        budget = new HandlerBudget<>(
                server.limits().streamsMax(), server.limits().queuedHandlersMax());
        idleSinceNanos = server.nanos();
    }

    ServerContext context() {
        return server;
    }

    Wakeups wakeups() {
        return wakeups;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
        int more = server.limits().connectionWindowBytes()
                - connection().local().flowController().initialWindowSize();
        var whole = connection().connectionStream();
        if (more > 0) connection().local().flowController().incrementWindowSize(whole, more);
        flush(added);
    }

    private ChannelHandlerContext handlerContext() {
        var mine = context;
        if (mine == null) throw new IllegalStateException("not in a pipeline");
        return mine;
    }

    private @Nullable H2Exchange exchange(@Nullable Http2Stream stream) {
        return stream == null ? null : stream.<H2Exchange>getProperty(exchangeKey);
    }

    void headersArrived(int streamId, Http2Headers fields, boolean end) throws Http2Exception {
        var stream = connection().stream(streamId);
        if (stream == null) return;
        var open = exchange(stream);
        if (open != null) {
            if (end) bodyEnds(open); // Trailers; nobody has asked for them.
            return;
        }
        var head = H2Request.check(streamId, fields);
        var exchange = new H2Exchange(this, stream, head, peer);
        stream.setProperty(exchangeKey, exchange);
        if (end) bodyEnds(exchange);
        switch (budget.admit(exchange)) {
            case START -> server.dispatcher().dispatch(exchange);
            case WAIT -> {}
            case CLOSE_CONNECTION -> {
                server.enforced(Limit.QUEUED_HANDLERS);
                throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many resets");
            }
        }
    }

    private static void bodyEnds(H2Exchange exchange) {
        exchange.received = true;
        exchange.body.end();
    }

    /// @return how many bytes count as read at once
    int dataArrived(int streamId, ByteBuf data, boolean end) {
        var exchange = exchange(connection().stream(streamId));
        if (exchange == null) return data.readableBytes();
        exchange.body.offer(data);
        if (end) bodyEnds(exchange);
        return 0;
    }

    /// The handler has read from a body.
    void consume(H2Exchange exchange, int bytes) {
        if (bytes == 0 || connection().stream(exchange.stream.id()) == null) return;
        try {
            if (connection().local().flowController().consumeBytes(exchange.stream, bytes)) flushAll();
        } catch (Http2Exception e) {
            onError(handlerContext(), true, e);
        }
    }

    void streamClosed(Http2Stream stream) {
        var exchange = exchange(stream);
        if (exchange != null) exchange.finish();
        if (connection().numActiveStreams() == 0) {
            idleSinceNanos = server.nanos();
            if (draining) finishDraining();
        }
    }

    /// A handler has returned; any thread.
    void handled() {
        if (budget.done()) channel.eventLoop().execute(this::startWaiting);
    }

    private void startWaiting() {
        H2Exchange next;
        while ((next = budget.next()) != null) {
            if (next.closed()) {
                budget.done();
            } else {
                server.dispatcher().dispatch(next);
            }
        }
    }

    void apply(H2Exchange exchange, Command command) {
        if (connection().stream(exchange.stream.id()) == null) return;
        switch (command) {
            case Command.Interim(int status, var headers) ->
                writeHeaders(exchange, H2Headers.encode(status, headers, -1, null), false);
            case Command.Head(int status, var headers) -> head(exchange, status, headers, -1, false);
            case Command.Complete(int status, var headers, var body, long bytes) -> {
                boolean empty = bytes == 0 || exchange.bodiless || status == 204 || status == 304;
                head(exchange, status, headers, status == 204 || status == 304 ? -1 : bytes, empty);
                if (empty) {
                    exchange.left(bytes, server.nanos());
                } else {
                    data(exchange, body, true);
                }
            }
            case Command.Data(var pieces, long bytes) -> {
                if (exchange.bodiless) {
                    exchange.left(bytes, server.nanos());
                } else {
                    data(exchange, pieces, false);
                }
            }
            case Command.End() -> {
                if (!exchange.answered) data(exchange, List.of(), true);
            }
            case Command.Cut() -> reset(exchange, Http2Error.INTERNAL_ERROR);
            case Command.HandOver _ -> throw new IllegalStateException("HTTP/2 cannot be handed over");
        }
    }

    /// The answer is out: whoever still sends the request's body may stop (RFC 9113, 8.1).
    private void answered(H2Exchange exchange) {
        if (!exchange.received && connection().stream(exchange.stream.id()) != null) {
            reset(exchange, Http2Error.NO_ERROR);
            flushAll();
        }
    }

    private void head(H2Exchange exchange, int status, Headers headers, long length, boolean end) {
        if (headers.hasToken("Connection", "close")) drain();
        boolean ends = end || exchange.bodiless;
        writeHeaders(
                exchange,
                H2Headers.encode(status, headers, length, server.date().now()),
                ends);
    }

    private void writeHeaders(H2Exchange exchange, Http2Headers headers, boolean end) {
        if (exchange.answered) return;
        exchange.answered = end;
        encoder()
                .writeHeaders(
                        handlerContext(),
                        exchange.stream.id(),
                        headers,
                        0,
                        end,
                        handlerContext().newPromise());
    }

    private void data(H2Exchange exchange, List<Piece> pieces, boolean end) {
        if (exchange.answered) return;
        exchange.answered = end;
        var group = new ArrayList<ByteBuf>(pieces.size());
        int bytes = 0;
        for (var piece : pieces) {
            int at = 0;
            while (at < piece.length()) {
                int length = Math.min(piece.length() - at, GROUP_BYTES - bytes);
                group.add(Unpooled.wrappedBuffer(piece.array(), piece.offset() + at, length));
                at += length;
                bytes += length;
                if (bytes == GROUP_BYTES) {
                    writeData(exchange, group, bytes, false);
                    group.clear();
                    bytes = 0;
                }
            }
        }
        if (bytes > 0 || end) writeData(exchange, group, bytes, end);
    }

    private void writeData(H2Exchange exchange, List<ByteBuf> group, int bytes, boolean end) {
        var buffer = switch (group.size()) {
            case 0 -> Unpooled.EMPTY_BUFFER;
            case 1 -> group.getFirst();
            default -> Unpooled.wrappedBuffer(group.size(), group.toArray(ByteBuf[]::new));
        };
        encoder()
                .writeData(
                        handlerContext(),
                        exchange.stream.id(),
                        buffer,
                        0,
                        end,
                        handlerContext().newPromise())
                .addListener(_ -> {
                    exchange.left(bytes, server.nanos());
                    if (end) answered(exchange);
                });
    }

    private void reset(H2Exchange exchange, Http2Error error) {
        resetStream(
                handlerContext(),
                exchange.stream.id(),
                error.code(),
                handlerContext().newPromise());
    }

    private void flushAll() {
        if (channel.isActive()) flush(handlerContext());
    }

    @Override
    public void check(long now) {
        if (!channel.isActive()) return;
        var limits = server.limits();
        if (!finishing
                && connection().numActiveStreams() == 0
                && now - idleSinceNanos > limits.idleTime().toNanos()) {
            server.enforced(Limit.IDLE_TIME);
            finishDraining();
            return;
        }
        var stalled = new ArrayList<H2Exchange>();
        try {
            connection().forEachActiveStream(stream -> {
                var exchange = exchange(stream);
                if (exchange != null
                        && exchange.bytesPending() > 0
                        && now - exchange.movedNanos > limits.stalledWrite().toNanos()) {
                    stalled.add(exchange);
                }
                return true;
            });
        } catch (Http2Exception e) {
            onError(handlerContext(), true, e);
        }
        for (var exchange : stalled) {
            server.enforced(Limit.STALLED_WRITE);
            reset(exchange, Http2Error.CANCEL);
        }
        if (!stalled.isEmpty()) flushAll();
    }

    /// First a warning that refuses nothing, so that no request under way is lost, then the refusal.
    @Override
    public void drain() {
        if (draining || !channel.isActive()) return;
        draining = true;
        if (connection().numActiveStreams() == 0) {
            finishDraining();
            return;
        }
        sendGoAway(Integer.MAX_VALUE);
        var _ = server.environment()
                .timers()
                .once(GO_AWAY_DELAY, () -> channel.eventLoop().execute(this::refuse));
    }

    private void refuse() {
        if (!channel.isActive()) return;
        sendGoAway(connection().remote().lastStreamCreated());
        if (connection().numActiveStreams() == 0) finishDraining();
    }

    private void sendGoAway(int lastStreamId) {
        goAway(
                handlerContext(),
                lastStreamId,
                Http2Error.NO_ERROR.code(),
                Unpooled.EMPTY_BUFFER,
                handlerContext().newPromise());
        flushAll();
    }

    /// The client closes when it has read this; closing here at once could destroy an answer that is on its
    /// way.
    private void finishDraining() {
        if (finishing) return;
        finishing = true;
        sendGoAway(connection().remote().lastStreamCreated());
        var _ = server.environment().timers().once(GO_AWAY_DELAY, () -> channel.close());
    }

    /// A client that goes away in the middle of something is no news.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            ctx.close();
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    @Override
    protected void handleServerHeaderDecodeSizeError(ChannelHandlerContext ctx, Http2Stream stream) {
        server.enforced(Limit.HEADER_BYTES);
        super.handleServerHeaderDecodeSizeError(ctx, stream);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext ctx, boolean outbound, Throwable cause, @Nullable Http2Exception error) {
        if (error != null && error.error() == Http2Error.ENHANCE_YOUR_CALM && budget.waiting() == 0) {
            server.enforced(Limit.RESETS);
        }
        super.onConnectionError(ctx, outbound, cause, error);
    }
}
