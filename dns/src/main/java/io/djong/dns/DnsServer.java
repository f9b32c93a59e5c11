package io.djong.dns;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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

/// Listens on one address, UDP and TCP, on platform threads; each TCP connection has a virtual one.
final class DnsServer extends Service {
    private static final Log LOG = Log.of(DnsServer.class);
    /// A query is far smaller; what is longer is cut and then malformed.
    private static final int UDP_QUERY_BYTES_MAX = 4096;
    /// A connection over it is closed at once.
    private static final int CONNECTIONS_MAX = 256;
    /// A connection without a query for so long is closed; CoreDNS has 10 s.
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);

    private final Environment environment;
    private final InetSocketAddress bind;
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
        accepting.bind(bind);
        DatagramChannel datagrams = DatagramChannel.open();
        udp = datagrams;
        datagrams.bind(address());
        ThreadFactory factory = environment.threads().platform("dns");
        threads.add(factory.newThread(() -> receive(datagrams)));
        threads.add(factory.newThread(() -> accept(accepting)));
        threads.forEach(Thread::start);
    }

    private void receive(DatagramChannel channel) {
        ByteBuffer in = ByteBuffer.allocate(UDP_QUERY_BYTES_MAX);
        boolean v4 = bind.getAddress() instanceof Inet4Address;
        while (!stopping) {
            try {
                in.clear();
                SocketAddress client = channel.receive(in);
                byte[] answer = handler.handle(in.array(), in.position(), false, v4);
                if (client != null && answer.length > 0) channel.send(ByteBuffer.wrap(answer), client);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warning("DNS datagram was not answered", e);
            }
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
                LOG.warning("DNS connection was not accepted", e);
            }
        }
    }

    private void converse(SocketChannel connection) {
        try (connection) {
            boolean v4 = bind.getAddress() instanceof Inet4Address;
            ByteBuffer size = ByteBuffer.allocate(2);
            while (!stopping) {
                Timer idle = environment.timers().once(IDLE_MAX, () -> close(connection));
                try {
                    if (!fill(connection, size.clear())) return;
                    ByteBuffer message = ByteBuffer.allocate(size.getShort(0) & 0xFFFF);
                    if (!fill(connection, message)) return;
                    byte[] answer = handler.handle(message.array(), message.capacity(), true, v4);
                    if (answer.length == 0) return;
                    ByteBuffer out = ByteBuffer.allocate(2 + answer.length);
                    out.putShort((short) answer.length).put(answer).flip();
                    while (out.hasRemaining()) connection.write(out);
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
