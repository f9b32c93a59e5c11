package io.djong.http.client;

import io.djong.base.time.Timer;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.Protocol;
import io.djong.http.transport.ChannelConnection;
import io.djong.http.transport.Command;
import io.djong.http.transport.InboundBytes;
import io.djong.http.transport.Outbound;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One request sent on a connection, and its answer. Fields that are neither final nor volatile belong to
/// the event loop.
final class ClientExchange extends Outbound {
    /// Status and headers of an answer.
    ///
    /// @param handedOver the connection, when the answer is 101
    record Head(
            int status,
            Headers headers,
            Protocol protocol,
            @Nullable ChannelConnection handedOver) {}

    final ClientRequest request;
    final InboundBytes body = new InboundBytes(this::consumed, null);
    private final ClientConnection connection;
    private final AtomicInteger consumed = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private @Nullable Head head;
    private @Nullable HttpException failure;
    private volatile @Nullable Timer timer;

    int streamId;
    boolean sent;
    boolean answered;
    boolean released;

    ClientExchange(ClientConnection connection, ClientRequest request) {
        super(connection.wakeups(), connection.limits().streamPendingBytesMax());
        this.connection = connection;
        this.request = request;
    }

    ClientConnection connection() {
        return connection;
    }

    /// Sends the head and, if it is there, the whole body.
    void begin() {
        submit(new Command.Head(0, request.headers()));
        switch (request.body()) {
            case RequestBody.None() -> close();
            case RequestBody.Whole(List<Piece> pieces) -> {
                long bytes = bytes(pieces);
                addPending(bytes);
                submit(new Command.Data(pieces, bytes));
                close();
            }
            case RequestBody.Streamed _ -> {}
        }
    }

    void timer(Timer ends) {
        timer = ends;
        if (over.get()) ends.cancel();
    }

    private void consumed(int bytes) {
        if (consumed.getAndAdd(bytes) == 0) loop().execute(() -> connection.consumed(this, consumed.getAndSet(0)));
    }

    @Override
    protected void apply(Command command) {
        connection.apply(this, command);
    }

    @Override
    protected void overflowed() {}

    void left(long bytes) {
        taken(bytes);
    }

    /// The head of the answer has arrived.
    void headArrived(Head answer) {
        lock.lock();
        try {
            head = answer;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The answer is complete. On the loop.
    void complete() {
        answered = true;
        body.end();
        finish();
    }

    /// There will be no (complete) answer. Any thread.
    void fail(HttpException why) {
        lock.lock();
        try {
            if (failure == null) failure = why;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        body.fail(why);
        finish();
    }

    private void finish() {
        if (!over.compareAndSet(false, true)) return;
        var running = timer;
        if (running != null) running.cancel();
        ended();
    }

    /// Fails, and tells the server that the answer is not wanted any more.
    void give(HttpException up) {
        if (over.get()) return;
        loop().execute(() -> {
            if (!over.get()) connection.cut(this, up);
        });
    }

    /// Nobody reads any more.
    void cancel() {
        body.discard();
        give(new HttpException.Cancelled("the exchange was cancelled"));
    }

    /// Waits for the head.
    Head awaitHead() throws HttpException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (head == null) {
                if (failure != null) throw failure;
                arrived.await();
            }
            return head;
        } finally {
            lock.unlock();
        }
    }
}
