package io.djong.dns.forward;

import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.dns.wire.DnsFormatException;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One question to one server, and its answer. Each has a socket of its own: the kernel picks a
/// random port for it and drops what other hosts send there, so that who cannot see the question
/// has to guess port and number.
final class Exchange {
    private static final Log LOG = Log.of(Exchange.class);
    /// More than we say that we take; what is longer is cut, and then malformed.
    private static final int UDP_BYTES_MAX = 4096;

    private final Environment environment;
    private final InetSocketAddress server;
    private final Duration timeout;

    /// @param timeout for the whole exchange
    Exchange(Environment environment, InetSocketAddress server, Duration timeout) {
        this.environment = environment;
        this.server = server;
        this.timeout = timeout;
    }

    /// Over UDP. Messages that do not answer the question are passed over: they are forged, or late.
    ///
    /// @throws InterruptedIOException when time ran out
    Reply udp(Query query) throws IOException {
        int id = id();
        AtomicBoolean late = new AtomicBoolean();
        try (DatagramChannel channel = DatagramChannel.open()) {
            Timer limit = limit(channel, late);
            try {
                channel.connect(server);
                channel.write(ByteBuffer.wrap(query.onward(id)));
                ByteBuffer in = ByteBuffer.allocate(UDP_BYTES_MAX);
                while (true) {
                    channel.read(in.clear());
                    Reply reply = readable(in.array(), in.position());
                    if (reply != null && reply.answers(query, id)) return reply;
                }
            } finally {
                limit.cancel();
            }
        } catch (ClosedChannelException e) {
            throw closed(late, e);
        }
    }

    private static @Nullable Reply readable(byte[] message, int length) {
        try {
            return Reply.read(message, length);
        } catch (DnsFormatException e) {
            return null;
        }
    }

    /// Over TCP.
    ///
    /// @throws InterruptedIOException when time ran out
    Reply tcp(Query query) throws IOException {
        int id = id();
        AtomicBoolean late = new AtomicBoolean();
        try (SocketChannel channel = SocketChannel.open()) {
            Timer limit = limit(channel, late);
            try {
                channel.connect(server);
                byte[] message = query.onward(id);
                ByteBuffer out = ByteBuffer.allocate(2 + message.length);
                out.putShort((short) message.length).put(message).flip();
                while (out.hasRemaining()) channel.write(out);
                ByteBuffer size = fill(channel, ByteBuffer.allocate(2));
                ByteBuffer in = fill(channel, ByteBuffer.allocate(size.getShort(0) & 0xFFFF));
                Reply reply = Reply.read(in.array(), in.capacity());
                if (!reply.answers(query, id)) throw new IOException("the server answered something else");
                return reply;
            } catch (DnsFormatException e) {
                throw new IOException("the server answered no DNS message", e);
            } finally {
                limit.cancel();
            }
        } catch (ClosedChannelException e) {
            throw closed(late, e);
        }
    }

    /// Unpredictable enough: it has to be guessed together with a port, and nobody is shown what the generator gave
    /// before.
    private int id() {
        return environment.random().nextInt(1 << 16);
    }

    private Timer limit(Channel channel, AtomicBoolean late) {
        return environment.timers().once(timeout, () -> {
            late.set(true);
            close(channel);
        });
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("DNS channel did not close", e);
        }
    }

    private static IOException closed(AtomicBoolean late, ClosedChannelException cause) {
        if (!late.get()) return cause;
        InterruptedIOException timeout = new InterruptedIOException("the server did not answer in time");
        timeout.initCause(cause);
        return timeout;
    }

    private static ByteBuffer fill(ByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) throw new EOFException("the server closed the connection");
        }
        return buffer;
    }
}
