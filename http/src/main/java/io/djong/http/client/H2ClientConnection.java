package io.djong.http.client;

import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.Protocol;
import io.djong.http.limits.HttpLimits;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/2. All but [#retire] and what is volatile or constant belongs to the event loop.
final class H2ClientConnection extends Http2ConnectionHandler implements ClientConnection {
    /// What Go assumes until the server's settings have come.
    private static final int STREAMS_AT_FIRST = 100;

    private final Context context;
    private final Channel channel;
    private final Wakeups wakeups;
    private final Http2Connection.PropertyKey exchangeKey;
    private @Nullable ChannelHandlerContext handlerContext;
    private volatile int streamsMax = STREAMS_AT_FIRST;
    private volatile boolean retired;
    private int lastProcessed = Integer.MAX_VALUE;
    private long readNanos;
    private long pingedNanos;
    private boolean pinged;

    H2ClientConnection(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Context context,
            Channel channel) {
        super(decoder, encoder, settings, true);
        this.context = context;
        this.channel = channel;
        wakeups = new Wakeups(channel.eventLoop(), this::flushAll);
        exchangeKey = connection().newKey();
        readNanos = context.ticker().nanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        handlerContext = added;
        super.handlerAdded(added);
        var local = connection().local().flowController();
        int more = limits().connectionWindowBytes() - local.initialWindowSize();
        if (more > 0) local.incrementWindowSize(connection().connectionStream(), more);
        flush(added);
    }

    private ChannelHandlerContext mine() {
        var mine = handlerContext;
        if (mine == null) throw new IllegalStateException("not in a pipeline");
        return mine;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public HttpLimits limits() {
        return context.config().limits();
    }

    @Override
    public Wakeups wakeups() {
        return wakeups;
    }

    @Override
    public int exchangesMax() {
        return streamsMax;
    }

    @Override
    public boolean isRetired() {
        return retired || !channel.isActive();
    }

    @Override
    public void retire() {
        retired = true;
        channel.eventLoop().execute(this::closeIfUnused);
    }

    private void closeIfUnused() {
        if (retired && connection().numActiveStreams() == 0) channel.close();
    }

    @Override
    public long generation() {
        return context.generation();
    }

    private @Nullable ClientExchange exchange(@Nullable Http2Stream stream) {
        return stream == null ? null : stream.<ClientExchange>getProperty(exchangeKey);
    }

    @Override
    public void apply(ClientExchange exchange, Command command) {
        if (command instanceof Command.Head) {
            begin(exchange);
            return;
        }
        if (connection().stream(exchange.streamId) == null || exchange.sent) return;
        switch (command) {
            case Command.Data(var pieces, long bytes) -> data(exchange, pieces, bytes);
            case Command.End() -> end(exchange);
            case Command.Cut() -> cut(exchange, new HttpException.Cancelled("the request's body broke off"));
            case Command.Head _, Command.Interim _, Command.Complete _, Command.HandOver _ ->
                throw new IllegalStateException("not a client's command: " + command);
        }
    }

    private void begin(ClientExchange exchange) {
        if (!channel.isActive() || lastProcessed != Integer.MAX_VALUE) {
            exchange.fail(new HttpException.Closed("the server takes no more requests here", true, null));
            release(exchange);
            return;
        }
        int id = connection().local().incrementAndGetNextStreamId();
        if (id < 0) {
            retired = true;
            exchange.fail(new HttpException.Closed("the connection has no more stream numbers", true, null));
            release(exchange);
            return;
        }
        exchange.streamId = id;
        boolean end = exchange.request.body() instanceof RequestBody.None;
        exchange.sent = end;
        var written = encoder()
                .writeHeaders(mine(), id, H2ClientHeaders.encode(exchange.request), 0, end, mine().newPromise());
        var stream = connection().stream(id);
        if (stream == null) {
            exchange.fail(new HttpException.Closed("the request could not be sent", true, written.cause()));
            release(exchange);
            return;
        }
        stream.setProperty(exchangeKey, exchange);
    }

    private void data(ClientExchange exchange, List<Piece> pieces, long bytes) {
        var buffers = new ByteBuf[pieces.size()];
        for (int i = 0; i < buffers.length; i++) {
            var piece = pieces.get(i);
            buffers[i] = Unpooled.wrappedBuffer(piece.array(), piece.offset(), piece.length());
        }
        encoder()
                .writeData(
                        mine(),
                        exchange.streamId,
                        Unpooled.wrappedBuffer(Math.max(1, buffers.length), buffers),
                        0,
                        false,
                        mine().newPromise())
                .addListener(_ -> exchange.left(bytes));
    }

    private void end(ClientExchange exchange) {
        exchange.sent = true;
        encoder().writeData(mine(), exchange.streamId, Unpooled.EMPTY_BUFFER, 0, true, mine().newPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        readNanos = context.ticker().nanos();
        pinged = false;
        super.channelRead(ctx, message);
    }

    void headersArrived(int streamId, Http2Headers fields, boolean end) {
        var exchange = exchange(connection().stream(streamId));
        if (exchange == null) return;
        if (fields.status() != null
                && fields.status().length() == 3
                && fields.status().charAt(0) == '1') return;
        try {
            if (fields.status() != null) {
                int status =
                        Integer.parseInt(fields.status(), 0, fields.status().length(), 10);
                exchange.headArrived(
                        new ClientExchange.Head(status, H2ClientHeaders.decode(fields), Protocol.HTTP_2, null));
            }
        } catch (IllegalArgumentException e) {
            cut(exchange, new HttpException.Malformed("the answer has a malformed head", e));
            return;
        }
        if (end) completes(exchange);
    }

    int dataArrived(int streamId, ByteBuf data, boolean end) {
        var exchange = exchange(connection().stream(streamId));
        if (exchange == null) return data.readableBytes();
        exchange.body.offer(data);
        if (end) completes(exchange);
        return 0;
    }

    private void completes(ClientExchange exchange) {
        boolean sent = exchange.sent;
        exchange.sent = true;
        if (sent) release(exchange); // First, so that the caller's next request finds the place free.
        exchange.complete();
        if (!sent) reset(exchange, Http2Error.CANCEL);
    }

    private void release(ClientExchange exchange) {
        if (exchange.released) return;
        exchange.released = true;
        context.owner().released(this);
    }

    void resetArrived(int streamId, long errorCode) {
        var exchange = exchange(connection().stream(streamId));
        if (exchange == null) return;
        var error = Http2Error.valueOf(errorCode);
        boolean unprocessed = error == Http2Error.REFUSED_STREAM;
        exchange.fail(new HttpException.Closed("the server reset the stream: " + error, unprocessed, null));
    }

    void settingsArrived(@Nullable Long maxConcurrentStreams) {
        if (maxConcurrentStreams == null) return;
        streamsMax = (int) Math.max(1, Math.min(Integer.MAX_VALUE, maxConcurrentStreams));
        context.owner().changed(this);
    }

    void goAwayArrived(int lastStreamId) {
        lastProcessed = Math.min(lastProcessed, lastStreamId);
        retired = true;
        context.owner().changed(this);
        channel.eventLoop().execute(this::closeIfUnused);
    }

    void streamClosed(Http2Stream stream) {
        var exchange = exchange(stream);
        if (exchange != null) {
            if (!exchange.answered) {
                boolean unprocessed = stream.id() > lastProcessed;
                exchange.fail(new HttpException.Closed("the server closed the connection", unprocessed, null));
            }
            release(exchange);
        }
        if (retired) channel.eventLoop().execute(this::closeIfUnused);
    }

    /// The exchanges under way learn it when the channel is closed.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            ctx.close();
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }

    @Override
    public void consumed(ClientExchange exchange, int bytes) {
        var stream = connection().stream(exchange.streamId);
        if (bytes == 0 || stream == null) return;
        try {
            if (connection().local().flowController().consumeBytes(stream, bytes)) flushAll();
        } catch (Http2Exception e) {
            onError(mine(), true, e);
        }
    }

    @Override
    public void cut(ClientExchange exchange, HttpException why) {
        exchange.fail(why);
        if (exchange.streamId == 0) {
            release(exchange); // It had not begun.
        } else {
            reset(exchange, Http2Error.CANCEL);
        }
    }

    private void reset(ClientExchange exchange, Http2Error error) {
        if (connection().stream(exchange.streamId) == null) return;
        resetStream(mine(), exchange.streamId, error.code(), mine().newPromise());
        flushAll();
    }

    private void flushAll() {
        if (channel.isActive()) flush(mine());
    }

    @Override
    public void check(long now) {
        if (!channel.isActive()) return;
        if (pinged) {
            if (now - pingedNanos > context.config().pingTimeout().toNanos()) channel.close();
        } else if (connection().numActiveStreams() > 0
                && now - readNanos > context.config().pingAfter().toNanos()) {
            pinged = true;
            pingedNanos = now;
            encoder().writePing(mine(), false, now, mine().newPromise());
            flushAll();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        retired = true;
        super.channelInactive(ctx);
        context.owner().changed(this);
    }
}
