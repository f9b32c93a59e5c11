package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.Protocol;
import io.djong.http.limits.Limit;
import io.djong.http.transport.ChannelConnection;
import io.djong.http.transport.Command;
import io.djong.http.transport.InboundBytes;

/// A request on an HTTP/1 connection. Fields without `final` belong to the event loop.
final class H1Exchange extends ServerExchange {
    final H1Request head;
    final InboundBytes body;
    private final H1Connection connection;
    private final ServerRequest request;

    /// The whole request has arrived.
    boolean received;

    boolean continueSent;

    H1Exchange(H1Connection connection, H1Request head, ServerRequest.Peer peer) {
        super(connection.wakeups(), connection.context().limits().streamPendingBytesMax());
        this.connection = connection;
        this.head = head;
        body = new InboundBytes(_ -> connection.bodyRead(this), head.expectContinue() ? this::goOn : null);
        request = new ServerRequest(
                head.method(),
                head.target(),
                head.host(),
                head.headers(),
                head.http10() ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1,
                peer,
                body,
                this::onClose);
    }

    private void goOn() {
        if (!committed()) submit(new Command.Interim(100, Headers.NONE));
    }

    @Override
    ServerRequest request() {
        return request;
    }

    @Override
    void handled() {}

    @Override
    public boolean canUpgrade() {
        return head.upgrade();
    }

    @Override
    ChannelConnection rawConnection() {
        return new ChannelConnection(connection.channel());
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
    void left(long bytes) {
        taken(bytes);
    }

    /// It is over.
    void finish() {
        ended();
    }
}
