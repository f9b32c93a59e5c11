package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.RawConnection;
import io.djong.http.Response;
import io.djong.http.StreamWriter;
import io.djong.http.transport.ChannelConnection;
import io.djong.http.transport.Command;
import io.djong.http.transport.Outbound;
import io.djong.http.transport.Wakeups;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// One request and its answer, whatever the protocol.
abstract class ServerExchange extends Outbound implements Response {
    private final ReentrantLock headersLock = new ReentrantLock();
    private final Headers.Builder headers = new Headers.Builder();
    private final AtomicBoolean committed = new AtomicBoolean();

    ServerExchange(Wakeups wakeups, long pendingBytesMax) {
        super(wakeups, pendingBytesMax);
    }

    abstract ServerRequest request();

    /// The handler has returned.
    abstract void handled();

    /// A new raw connection over this exchange's channel.
    abstract ChannelConnection rawConnection();

    @Override
    public final Response header(String name, String value) {
        headersLock.lock();
        try {
            if (committed.get()) throw new IllegalStateException("the answer has begun; too late for header " + name);
            headers.add(name, value);
        } finally {
            headersLock.unlock();
        }
        return this;
    }

    private Headers commit(int status) {
        if (status < 200 || status > 999) throw new IllegalArgumentException("not a final status: " + status);
        return commit();
    }

    private Headers commit() {
        headersLock.lock();
        try {
            if (!committed.compareAndSet(false, true)) throw new IllegalStateException("the answer has begun already");
            return headers.build();
        } finally {
            headersLock.unlock();
        }
    }

    @Override
    public final void send(int status, List<Piece> body) {
        var sent = commit(status);
        var pieces = List.copyOf(body);
        long bytes = bytes(pieces);
        addPending(bytes);
        submit(new Command.Complete(status, sent, pieces, bytes));
    }

    /// An answer in place of what a handler should have given, without its headers.
    ///
    /// @return false when an answer has begun
    final boolean sendInstead(int status, Piece text) {
        if (!committed.compareAndSet(false, true)) return false;
        var sent = Headers.of("Content-Type", "text/plain; charset=utf-8");
        addPending(text.length());
        submit(new Command.Complete(status, sent, List.of(text), text.length()));
        return true;
    }

    @Override
    public final void interim(int status, Headers fields) {
        if (status < 102 || status > 199) throw new IllegalArgumentException("not an interim status: " + status);
        if (committed.get()) throw new IllegalStateException("the answer has begun already");
        submit(new Command.Interim(status, fields));
    }

    @Override
    public final StreamWriter stream(int status) {
        submit(new Command.Head(status, commit(status)));
        return this;
    }

    @Override
    public final RawConnection upgrade(String protocol) {
        if (!canUpgrade()) throw new IllegalStateException("this exchange cannot be handed over");
        var sent = commit().toBuilder()
                .set("Connection", "Upgrade")
                .set("Upgrade", protocol)
                .build();
        var connection = rawConnection();
        onClose(connection::lost);
        submit(new Command.HandOver(sent, connection));
        return connection;
    }

    @Override
    public final boolean committed() {
        return committed.get();
    }

    @Override
    public final boolean closed() {
        return hasEnded();
    }
}
