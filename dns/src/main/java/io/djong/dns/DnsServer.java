package io.djong.dns;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.dns.QueryHandler.Handled;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Listens on one address, UDP and TCP. A platform thread answers every datagram from memory; what
/// another server has to be asked for waits on a virtual thread. Each TCP connection has a virtual
/// thread and is answered in order.
final class DnsServer extends Service {
    private static final Log LOG = Log.of(DnsServer.class);
    /// A query is far smaller; what is longer is cut and then malformed.
    private static final int UDP_QUERY_BYTES_MAX = 4096;
    /// The same over TCP; a connection that announces more is closed.
    private static final int TCP_QUERY_BYTES_MAX = 16384;
    /// A connection over it is closed at once.
    private static final int CONNECTIONS_MAX = 1024;
    /// A connection without a query for so long is closed (CoreDNS).
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    /// Queries that came while the thread was busy; the kernel may grant less.
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    /// After a failed accept, which may fail again at once (no file descriptors).
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(50);

    private final Environment environment;
    private final InetSocketAddress bind;
    private final boolean v4;
    private final QueryHandler handler;
    private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable DatagramChannel udp;
    private @Nullable ServerSocketChannel tcp;
    private volatile boolean stopping;

    DnsServer(Environment environment, InetSocketAddress bind, QueryHandler handler) {
        super("dns-server");
        this.environment = environment;
        this.bind = bind;
        this.handler = handler;
        v4 = bind.getAddress() instanceof Inet4Address;
    }

    /// Where it listens, both protocols.
    ///
    /// @throws IllegalStateException before the start
    InetSocketAddress address() {
        ServerSocketChannel listening = tcp;
        if (listening == null) throw new IllegalStateException("DNS server is not started");
        return new InetSocketAddress(bind.getAddress(), listening.socket().getLocalPort());
    }

    @Override
    protected void onStart() throws IOException {
        ServerSocketChannel accepting = ServerSocketChannel.open();
        tcp = accepting;
        // As connections of the process before may still linger.
        accepting.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            accepting.bind(bind);
        } catch (BindException e) {
            throw taken("TCP", e);
        }
        DatagramChannel datagrams = DatagramChannel.open();
        udp = datagrams;
        datagrams.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        try {
            datagrams.bind(address());
        } catch (BindException e) {
            throw taken("UDP", e);
        }
        ThreadFactory factory = environment.threads().platform("dns");
        threads.add(factory.newThread(() -> receive(datagrams)));
        threads.add(factory.newThread(() -> accept(accepting)));
        threads.forEach(Thread::start);
    }

    private IOException taken(String protocol, BindException cause) {
        return new IOException(
                "DNS cannot listen at " + bind.getAddress().getHostAddress() + " port " + bind.getPort() + " ("
                        + protocol + "); does another DNS server listen at all addresses?",
                cause);
    }

    private void receive(DatagramChannel channel) {
        ByteBuffer in = ByteBuffer.allocateDirect(UDP_QUERY_BYTES_MAX);
        ByteBuffer out = ByteBuffer.allocateDirect(UDP_QUERY_BYTES_MAX);
        byte[] message = new byte[UDP_QUERY_BYTES_MAX];
        while (!stopping) {
            try {
                SocketAddress client = channel.receive(in.clear());
                if (client == null) continue;
                int length = in.flip().remaining();
                in.get(message, 0, length);
                switch (handler.handle(message, length, false, v4)) {
                    case Handled.Done(var answer) -> {
                        if (answer.size() > 0)
                            channel.send(out.clear().put(answer.shared()).flip(), client);
                    }
                    case Handled.Waiting waiting ->
                        environment.threads().start("dns query", () -> askFor(channel, client, waiting));
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.debug("DNS datagram was not answered", e);
            } catch (RuntimeException e) {
                LOG.error("DNS datagram was not answered", e);
            }
        }
    }

    private void askFor(DatagramChannel channel, SocketAddress client, Handled.Waiting waiting) {
        byte[] answer = handler.ask(waiting);
        try {
            channel.send(ByteBuffer.wrap(answer), client);
        } catch (IOException e) {
            LOG.debug("DNS datagram was not answered", e);
        }
    }

    private void accept(ServerSocketChannel channel) {
        while (!stopping) {
            try {
                SocketChannel connection = channel.accept();
                if (!connections.tryAcquire()) {
                    connection.close();
                    continue;
                }
                open.add(connection);
                environment.threads().start("dns connection", () -> converse(connection));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warning("DNS connection was not accepted", e, LogKey.ADDRESS.is(bind));
                pause();
            }
        }
    }

    private void pause() {
        try {
            environment.timers().sleep(ACCEPT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void converse(SocketChannel connection) {
        try (connection) {
            ByteBuffer size = ByteBuffer.allocate(2);
            boolean more = true;
            while (more && !stopping) {
                Timer idle = environment.timers().once(IDLE_MAX, () -> close(connection));
                try {
                    more = answerOne(connection, size.clear());
                } finally {
                    idle.cancel();
                }
            }
        } catch (IOException e) {
            LOG.debug("DNS connection ended", e);
        } finally {
            open.remove(connection);
            connections.release();
        }
    }

    /// @return false when there will be no other
    private boolean answerOne(SocketChannel connection, ByteBuffer size) throws IOException {
        if (!fill(connection, size)) return false;
        int length = size.getShort(0) & 0xFFFF;
        if (length > TCP_QUERY_BYTES_MAX) return false;
        ByteBuffer message = ByteBuffer.allocate(length);
        if (!fill(connection, message)) return false;
        byte[] answer = switch (handler.handle(message.array(), length, true, v4)) {
            case Handled.Done(var done) -> done.shared();
            case Handled.Waiting waiting -> handler.ask(waiting);
        };
        if (answer.length == 0) return false;
        ByteBuffer out = ByteBuffer.allocate(2 + answer.length);
        out.putShort((short) answer.length).put(answer).flip();
        while (out.hasRemaining()) connection.write(out);
        return true;
    }

    /// @return false when the other side ended
    private static boolean fill(SocketChannel connection, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (connection.read(buffer) < 0) return false;
        }
        return true;
    }

    private static void close(@Nullable Channel channel) {
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("DNS channel did not close", e);
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        stopping = true;
        close(udp);
        close(tcp);
        open.forEach(DnsServer::close);
        for (Thread thread : threads) thread.join();
    }
}
