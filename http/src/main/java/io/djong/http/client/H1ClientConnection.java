package io.djong.http.client;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Protocol;
import io.djong.http.limits.HttpLimits;
import io.djong.http.transport.ChannelConnection;
import io.djong.http.transport.Command;
import io.djong.http.transport.PacedOutput;
import io.djong.http.transport.Wakeups;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1.1: one exchange at a time. All but [#retire] and the constant parts belongs to
/// the event loop.
final class H1ClientConnection extends ChannelInboundHandlerAdapter implements ClientConnection {
    private static final String DECODER = "h1-decoder";

    private final Context context;
    private final Channel channel;
    private final Wakeups wakeups;
    private final PacedOutput output = new PacedOutput();
    private @Nullable ChannelHandlerContext handlerContext;
    private @Nullable ClientExchange current;
    private @Nullable H1RequestHead frame;
    private @Nullable ChannelConnection handedOver;
    private long bodyBytes;
    private boolean used;
    private boolean headSeen;
    private boolean keep;
    private volatile boolean retired;

    H1ClientConnection(Context context, Channel channel) {
        this.context = context;
        this.channel = channel;
        wakeups = new Wakeups(channel.eventLoop(), this::flush);
    }

    private final class Decoder extends HttpResponseDecoder {
        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            var exchange = current;
            boolean head = exchange != null && exchange.request.method().equals("HEAD");
            return (head
                            && message instanceof HttpResponse response
                            && response.status().code() >= 200)
                    || super.isContentAlwaysEmpty(message);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        handlerContext = added;
        int max = limits().headerBytesMax();
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(max)
                .setMaxHeaderSize(max)
                .setMaxChunkSize(64 * 1024)
                .setAllowDuplicateContentLengths(true);
        channel.pipeline().addBefore(added.name(), DECODER, new Decoder(config));
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
        return 1;
    }

    @Override
    public boolean isRetired() {
        return retired || !channel.isActive();
    }

    @Override
    public void retire() {
        retired = true;
        channel.eventLoop().execute(() -> {
            if (current == null && handedOver == null) channel.close();
        });
    }

    @Override
    public long generation() {
        return context.generation();
    }

    @Override
    public void apply(ClientExchange exchange, Command command) {
        if (!channel.isActive()) {
            exchange.fail(closed(exchange, null));
            return;
        }
        if (command instanceof Command.Head) begin(exchange);
        if (exchange != current) return;
        boolean kept = true;
        switch (command) {
            case Command.Head _ -> {
                exchange.sent = !framing().chunked() && framing().contentLength() <= 0;
                output.add(framing().encode(channel.alloc(), exchange.request, isUpgrade(exchange)));
            }
            case Command.Data(var pieces, long bytes) -> {
                bodyBytes += bytes;
                kept = framing().chunked() || bodyBytes <= framing().contentLength();
                if (kept) output.data(pieces, bytes, framing().chunked());
                if (bodyBytes == framing().contentLength()) exchange.sent = true;
            }
            case Command.End() -> {
                exchange.sent = true;
                if (framing().chunked()) output.lastChunk();
                kept = framing().chunked() || bodyBytes == Math.max(0, framing().contentLength());
            }
            case Command.Cut() -> kept = false;
            case Command.Interim _, Command.Complete _, Command.HandOver _ ->
                throw new IllegalStateException("not a client's command: " + command);
        }
        if (kept) {
            pump();
        } else {
            cut(exchange, new HttpException.Cancelled("the request's body broke off"));
        }
    }

    private void begin(ClientExchange exchange) {
        current = exchange;
        frame = H1RequestHead.frame(exchange.request);
        bodyBytes = 0;
        headSeen = false;
        keep = true;
    }

    private H1RequestHead framing() {
        var framing = frame;
        if (framing == null) throw new IllegalStateException("no request has begun");
        return framing;
    }

    private static boolean isUpgrade(ClientExchange exchange) {
        return exchange.request.headers().contains("Upgrade");
    }

    private void pump() {
        var exchange = current;
        var mine = handlerContext;
        if (mine == null || handedOver != null) return;
        output.pump(mine, bytes -> {
            if (exchange != null) exchange.left(bytes);
        });
    }

    private void flush() {
        if (handedOver == null) channel.flush();
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
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var raw = handedOver;
        if (raw != null && message instanceof ByteBuf) {
            raw.channelRead(ctx, message);
            return;
        }
        try {
            var exchange = current;
            if (exchange == null) {
                channel.close(); // Nobody has asked.
                return;
            }
            if (message instanceof HttpResponse response) headArrives(exchange, response);
            if (message instanceof HttpContent content && headSeen && exchange == current)
                bodyArrives(exchange, content);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void headArrives(ClientExchange exchange, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            cut(
                    exchange,
                    new HttpException.Malformed(
                            "the answer is not HTTP", response.decoderResult().cause()));
            return;
        }
        int status = response.status().code();
        if (status >= 100 && status < 200 && status != 101) return;
        var fields = new Headers.Builder();
        try {
            for (var entry : response.headers()) fields.add(entry.getKey(), entry.getValue());
        } catch (IllegalArgumentException e) {
            cut(exchange, new HttpException.Malformed("the answer has malformed headers", e));
            return;
        }
        headSeen = true;
        boolean http10 = response.protocolVersion().minorVersion() == 0;
        keep = HttpUtil.isKeepAlive(response) && !exchange.request.headers().hasToken("Connection", "close");
        var protocol = http10 ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
        if (status == 101) {
            handOver(exchange, fields.build(), protocol);
        } else {
            exchange.headArrived(new ClientExchange.Head(status, fields.build(), protocol, null));
        }
    }

    private void handOver(ClientExchange exchange, Headers headers, Protocol protocol) {
        if (!isUpgrade(exchange)) {
            cut(exchange, new HttpException.Malformed("the server left HTTP without having been asked"));
            return;
        }
        var raw = new ChannelConnection(channel);
        handedOver = raw;
        retired = true;
        raw.attach();
        channel.pipeline().remove(DECODER); // What it has read already comes to channelRead.
        channel.pipeline().remove(this);
        current = null;
        raw.onClose(() -> context.owner().released(this));
        exchange.headArrived(new ClientExchange.Head(101, headers, protocol, raw));
        exchange.complete();
    }

    private void bodyArrives(ClientExchange exchange, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            cut(exchange, new HttpException.Malformed("the answer's body is not framed as HTTP/1.1 demands"));
            return;
        }
        exchange.body.offer(content.content());
        if (exchange.body.unread() >= limits().streamWindowBytes())
            channel.config().setAutoRead(false);
        if (content instanceof LastHttpContent) finished(exchange);
    }

    private void finished(ClientExchange exchange) {
        current = null;
        boolean reusable = keep && exchange.sent && output.isEmpty() && !retired;
        used = true;
        headSeen = false;
        channel.config().setAutoRead(true);
        if (!reusable) {
            retired = true;
            channel.close();
        }
        context.owner().released(this); // First, so that the caller's next request finds it free.
        exchange.complete();
    }

    @Override
    public void consumed(ClientExchange exchange, int bytes) {
        if (handedOver == null && exchange.body.unread() < limits().streamWindowBytes()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void cut(ClientExchange exchange, HttpException why) {
        retired = true;
        current = current == exchange ? null : current;
        exchange.fail(why);
        channel.close();
    }

    private HttpException closed(ClientExchange exchange, @Nullable Throwable cause) {
        // A server may close a connection that was idle just as it is used again; it has then read nothing.
        boolean untouched = used && !headSeen && exchange.request.isIdempotent();
        return new HttpException.Closed("the server closed the connection", untouched, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        retired = true;
        output.clear();
        var exchange = current;
        current = null;
        if (exchange != null) exchange.fail(closed(exchange, null));
        context.owner().changed(this);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var exchange = current;
        current = null;
        if (exchange != null) exchange.fail(closed(exchange, cause));
        ctx.close();
    }

    @Override
    public void check(long nowNanos) {}
}
