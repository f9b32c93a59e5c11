package io.djong.http.server;

import io.netty.channel.Channel;

/// What the server asks of a connection, whatever is spoken on it. All on the connection's loop.
interface ServerConnection {
    /// Enforces the limits that have to do with time.
    void check(long nowNanos);

    /// Whether it was handed over; nobody waits for its end. Any thread.
    default boolean isRaw() {
        return false;
    }

    /// Takes no new requests and closes when the open ones are answered.
    void drain();

    /// Of a connection that is still shaking hands.
    final class Opening implements ServerConnection {
        private final Channel channel;
        private final ServerContext context;
        private final long openedNanos;

        Opening(Channel channel, ServerContext context) {
            this.channel = channel;
            this.context = context;
            openedNanos = context.nanos();
        }

        @Override
        public void check(long nowNanos) {
            if (nowNanos - openedNanos > context.limits().handshakeTime().toNanos()) {
                context.enforced(io.djong.http.limits.Limit.HANDSHAKE_TIME);
                channel.close();
            }
        }

        @Override
        public void drain() {
            channel.close();
        }
    }
}
