package io.djong.store.etcd;

import io.djong.base.time.Environment;
import io.djong.base.wire.WireException;
import io.djong.store.StoreException;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Makes requests, and makes them again at another server where that is safe: reads always, writes when
/// the first attempt has certainly not reached a server.
final class Client implements AutoCloseable {
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final Environment env;
    private final Endpoints endpoints;
    private final Duration timeout;
    private volatile boolean closed;

    Client(Environment env, EtcdOptions options) throws StoreException {
        this.env = env;
        this.timeout = options.requestTimeout();
        this.endpoints = new Endpoints(env, options);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /// Reads a response's bytes.
    @FunctionalInterface
    interface Decoder<T extends @Nullable Object> {
        T decode(byte[] bytes) throws WireException;
    }

    /// A request that changes nothing.
    ///
    /// @throws CallFailure what etcd says against it
    <T extends @Nullable Object> T read(Method method, byte[] request, Decoder<T> decoder)
            throws StoreException, CallFailure, InterruptedException {
        return make(method, request, decoder, true);
    }

    /// A request that changes something.
    ///
    /// @throws CallFailure what etcd says against it, or [CallFailure#sent] and its outcome is not known
    <T extends @Nullable Object> T write(Method method, byte[] request, Decoder<T> decoder)
            throws StoreException, CallFailure, InterruptedException {
        return make(method, request, decoder, false);
    }

    private <T extends @Nullable Object> T make(Method method, byte[] request, Decoder<T> decoder, boolean repeatable)
            throws StoreException, CallFailure, InterruptedException {
        checkOpen();
        long began = env.ticker().nanos();
        while (true) {
            Duration left = timeout.minusNanos(env.ticker().nanos() - began);
            int turn = endpoints.turn();
            try {
                Channel channel = endpoints.channel(turn);
                return decoder.decode(Call.make(channel, method, request, attempt(left, repeatable)));
            } catch (WireException e) {
                throw new StoreException.Uncertain("etcd's answer cannot be read: " + e.getMessage(), e);
            } catch (CallFailure e) {
                checkOpen();
                if (!isOutage(e)) {
                    throw e;
                }
                endpoints.failed(turn);
                if (!repeatable && e.sent()) {
                    throw e;
                }
                if (left.compareTo(RETRY_PAUSE) <= 0) {
                    throw new StoreException.Unavailable(
                            "no server of etcd answers in " + timeout.toSeconds() + " s: " + e.getMessage(), e);
                }
                env.timers().sleep(RETRY_PAUSE);
            }
        }
    }

    /// Whether another server, or the same one later, may answer.
    private static boolean isOutage(CallFailure failure) {
        Status.Code code = failure.status().getCode();
        return code == Status.Code.UNAVAILABLE
                || code == Status.Code.DEADLINE_EXCEEDED
                || code == Status.Code.CANCELLED
                || code == Status.Code.INTERNAL;
    }

    /// What one attempt may take: a read leaves time for the other servers, in case this one is silent.
    private Duration attempt(Duration left, boolean repeatable) {
        Duration share = repeatable ? timeout.dividedBy(endpoints.size()) : left;
        Duration least = share.compareTo(left) < 0 ? share : left;
        return least.compareTo(RETRY_PAUSE) < 0 ? RETRY_PAUSE : least;
    }

    void checkOpen() throws StoreException {
        if (closed) {
            throw new StoreException.Unavailable("the store is closed", null);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        endpoints.close();
    }
}
