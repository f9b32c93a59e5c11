package io.djong.kubelet.runtime.rpc;

import io.djong.base.wire.WireException;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A call that is under way: what was sent goes out at once, what comes in waits for [#next].
///
/// The other side is asked for one message at a time, so that at most one waits here. One thread may sendn///
/// while another receives. Closing ends the call.
///
/// @param <A> of the answers
public final class RpcStream<A> implements AutoCloseable {
    private final ClientCall<byte[], byte[]> call;
    private final RpcSocket.Parser<A> parser;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> received = new ArrayDeque<>();
    private @Nullable Status end;

    private RpcStream(ClientCall<byte[], byte[]> call, RpcSocket.Parser<A> parser) {
        this.call = call;
        this.parser = parser;
    }

    static <A> RpcStream<A> start(ClientCall<byte[], byte[]> call, Metadata headers, RpcSocket.Parser<A> parser) {
        var stream = new RpcStream<>(call, parser);
        call.start(stream.new Listener(), headers);
        call.request(1);
        return stream;
    }

    /// Sends a message. Whether it arrived shows in what comes back.
    public void send(byte[] message) {
        call.sendMessage(message);
    }

    /// Says that nothing more will be sent.
    public void endSending() {
        call.halfClose();
    }

    /// Waits for the next message; empty when the other side has ended the call and there was nothing to complain of.
    ///
    /// @throws RpcException when the call failed; what came before was handed out first
    public Optional<A> next() throws RpcException, InterruptedException {
        byte[] message;
        lock.lockInterruptibly();
        try {
            while (received.isEmpty() && end == null) {
                changed.await();
            }
            if (received.isEmpty()) {
                return ended(end);
            }
            message = received.remove();
        } finally {
            lock.unlock();
        }
        call.request(1);
        try {
            return Optional.of(parser.parse(message));
        } catch (WireException e) {
            throw new RpcException(RpcCode.INTERNAL, "the answer cannot be read: " + e.getMessage(), e);
        }
    }

    /// Ends the call; a waiting [#next] returns with [RpcCode#CANCELLED].
    @Override
    public void close() {
        call.cancel("closed", null);
    }

    private Optional<A> ended(@Nullable Status status) throws RpcException {
        if (status == null || status.isOk()) {
            return Optional.empty();
        }
        var description = status.getDescription() == null ? "" : status.getDescription();
        var code = RpcCode.of(status.getCode());
        if (status.getCause() == null) {
            throw new RpcException(code, description);
        }
        throw new RpcException(code, description, status.getCause());
    }

    private final class Listener extends ClientCall.Listener<byte[]> {
        @Override
        public void onMessage(byte[] message) {
            lock.lock();
            try {
                received.add(message);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            lock.lock();
            try {
                end = status;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
