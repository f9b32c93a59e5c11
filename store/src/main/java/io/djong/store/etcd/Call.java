package io.djong.store.etcd;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One request and its response. The caller parks.
final class Call extends ClientCall.Listener<byte[]> {
    private final Thread caller = Thread.currentThread();
    private final SentTracer tracer = new SentTracer();
    private byte @Nullable [] response;
    private volatile @Nullable Status status;

    private Call() {}

    /// @throws CallFailure when there is no response
    static byte[] make(Channel channel, Method method, byte[] request, Duration timeout)
            throws CallFailure, InterruptedException {
        var listener = new Call();
        var options = CallOptions.DEFAULT
                .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .withStreamTracerFactory(listener.tracer);
        ClientCall<byte[], byte[]> call = channel.newCall(method.descriptor(), options);
        call.start(listener, new Metadata());
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
        try {
            return listener.await();
        } catch (InterruptedException e) {
            call.cancel("interrupted", e);
            throw e;
        }
    }

    private byte[] await() throws CallFailure, InterruptedException {
        Status end = status;
        while (end == null) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.park(this);
            end = status;
        }
        if (!end.isOk() || response == null) {
            throw new CallFailure(end, tracer.sent);
        }
        return response;
    }

    @Override
    public void onMessage(byte[] message) {
        response = message;
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
        status = end;
        LockSupport.unpark(caller);
    }

    /// Learns whether the call got as far as a connection: if not, it has certainly not happened.
    private static final class SentTracer extends ClientStreamTracer.Factory {
        private volatile boolean sent;

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
                @Override
                public void outboundMessage(int number) {
                    sent = true;
                }

                @Override
                public void outboundHeaders() {
                    sent = true;
                }
            };
        }
    }
}
