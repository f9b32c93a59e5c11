package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Protocol;
import io.djong.http.limits.Limit;
import io.djong.http.transport.ChannelConnection;
import io.djong.http.transport.Command;
import io.djong.http.transport.InboundBytes;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.concurrent.atomic.AtomicInteger;

/// A request on an HTTP/2 stream. Fields without `final` belong to the event loop.
final class H2Exchange extends ServerExchange {
    final Http2Stream stream;
    final boolean bodiless;
    final InboundBytes body;
    private final H2Connection connection;
    private final ServerRequest request;
    private final int windowShareBytes;
    private final AtomicInteger consumed = new AtomicInteger();

    boolean received;
    boolean answered;
    long movedNanos;

    H2Exchange(H2Connection connection, Http2Stream stream, H2Request head, ServerRequest.Peer peer) {
        super(connection.wakeups(), connection.context().limits().streamPendingBytesMax());
        this.connection = connection;
        this.stream = stream;
        bodiless = head.method().equals("HEAD");
        body = new InboundBytes(this::consumed, head.expectContinue() ? this::goOn : null);
        request = new ServerRequest(
                head.method(), head.target(), head.host(), head.headers(), Protocol.HTTP_2, peer, body, this::onClose);
        var limits = connection.context().limits();
        windowShareBytes = limits.connectionWindowBytes() / (2 * limits.streamsMax());
        movedNanos = connection.context().nanos();
    }

    private void goOn() {
        if (!committed()) submit(new Command.Interim(100, Headers.NONE));
    }

    /// A body that has come whole gives its share of the windows back when its stream ends (Netty sees to that),
    /// and needs no turn of the loop for it, unless it is so large that others would have to wait.
    private void consumed(int bytes) {
        if (body.isWholeWithin(windowShareBytes)) return;
        if (consumed.getAndAdd(bytes) == 0) loop().execute(() -> connection.consume(this, consumed.getAndSet(0)));
    }

    @Override
    ServerRequest request() {
        return request;
    }

    @Override
    void handled() {
        connection.handled();
    }

    @Override
    public boolean canUpgrade() {
        return false;
    }

    @Override
    ChannelConnection rawConnection() {
        throw new IllegalStateException("HTTP/2 cannot be handed over");
    }

    @Override
    protected void apply(Command command) {
        connection.apply(this, command);
    }

    @Override
    protected void overflowed() {
        connection.context().enforced(Limit.STREAM_PENDING_BYTES);
    }

    /// Bytes have left for the channel.
    void left(long bytes, long nowNanos) {
        movedNanos = nowNanos;
        taken(bytes);
    }

    /// It is over.
    void finish() {
        if (!received) body.fail(new HttpException.Closed("the client ended the stream"));
        ended();
    }
}
