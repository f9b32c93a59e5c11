package io.djong.http.server;

import io.djong.base.lifecycle.Service;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.http.HttpHandler;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import io.djong.http.tls.ServerContexts;
import io.djong.http.transport.EventLoops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// An HTTP server on one address.
///
/// Promises: a request reaches the handler only when its head is well-formed and within limits; the answers
/// of an HTTP/1 connection go out in the order of its requests; a client certificate is handed over
/// unverified ([io.djong.http.Request#peerCertificates]); a changed certificate is shown to the next
/// connection. [#stop] takes no new connections and requests, lets open ones end for the drain time, and
/// then cuts them off; handlers whose answers would last longer (watches) end them when told by the
/// component that owns them.
public final class HttpServer extends Service {
    private static final Duration SWEEP_MAX = Duration.ofSeconds(1);
    private static final int KEEP_ALIVE_SECONDS = 180; // Upstream's defaultKeepAlivePeriod.

    private final Environment environment;
    private final HttpServerConfig config;
    private final ServerContext context;
    private final @Nullable EventLoops shared;
    private final Duration drainTime;
    private final Map<Channel, ServerConnection> connections = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    private volatile boolean isPrepared;
    private volatile @Nullable ServerContexts contexts;
    private @Nullable EventLoops own;
    private @Nullable Channel listener;
    private @Nullable Timer sweeper;
    private volatile boolean stopping;

    /// A server with event loops of its own that drains for up to ten seconds.
    public HttpServer(Environment environment, HttpServerConfig config, HttpHandler handler) {
        this(environment, config, handler, null, Duration.ofSeconds(10));
    }

    /// @param shared the process's event loops; null for own ones
    /// @param drainTime how long open requests may go on once it stops
    public HttpServer(
            Environment environment,
            HttpServerConfig config,
            HttpHandler handler,
            @Nullable EventLoops shared,
            Duration drainTime) {
        super("http-server");
        this.environment = environment;
        this.config = config;
        this.shared = shared;
        this.drainTime = drainTime;
        context = new ServerContext(
                environment,
                config.limits(),
                config.enforced(),
                new Dispatcher(environment.threads(), handler),
                new HttpDate(environment.clock()));
    }

    /// Where it listens, with the port that was chosen.
    ///
    /// @throws IllegalStateException before it has started
    public InetSocketAddress address() {
        var channel = listener;
        if (channel == null || !(channel.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("not listening");
        }
        return address;
    }

    /// How many connections are open.
    public int connectionCount() {
        return connections.size();
    }

    /// Loads the TLS library and reads the identities, which takes most of a start. For who has something else to do
    /// meanwhile; a start that was not prepared does so itself.
    ///
    /// @throws SSLException when the present identities cannot be used
    public void prepare() throws SSLException {
        contexts = config.tls() == null ? null : new ServerContexts(config.tls(), config.http2());
        isPrepared = true;
    }

    @Override
    protected void onStart() throws Exception {
        if (!isPrepared) {
            prepare();
        }
        var tls = contexts;
        var loops = shared;
        if (loops == null) {
            loops = EventLoops.create(
                    environment, Math.min(2, Runtime.getRuntime().availableProcessors()));
            own = loops;
        }
        var bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEP_ALIVE_SECONDS)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, tls);
                    }
                });
        listener = bootstrap.bind(config.bind()).sync().channel();
        sweeper = environment.timers().every(sweepPeriod(config.limits()), this::sweep);
    }

    private static Duration sweepPeriod(HttpLimits limits) {
        var shortest = limits.headerTime();
        for (var each : new Duration[] {limits.handshakeTime(), limits.idleTime(), limits.stalledWrite()}) {
            if (each.compareTo(shortest) < 0) shortest = each;
        }
        var quarter = shortest.dividedBy(4).plusMillis(1);
        return quarter.compareTo(SWEEP_MAX) < 0 ? quarter : SWEEP_MAX;
    }

    private void accept(SocketChannel channel, @Nullable ServerContexts tls) {
        if (stopping || connections.size() >= config.limits().connectionsMax()) {
            if (!stopping) context.enforced(Limit.CONNECTIONS);
            channel.close();
            return;
        }
        connections.put(channel, new ServerConnection.Opening(channel, context));
        channel.closeFuture().addListener(_ -> forget(channel));
        new ConnectionStart(context, (open, connection) -> connections.replace(open, connection)).begin(channel, tls);
    }

    private void forget(Channel channel) {
        connections.remove(channel);
        if (!stopping) return;
        lock.lock();
        try {
            closed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void sweep() {
        long now = context.nanos();
        connections.forEach((channel, connection) -> channel.eventLoop().execute(() -> connection.check(now)));
    }

    @Override
    protected void onStop() throws InterruptedException {
        stopping = true;
        if (sweeper != null) sweeper.cancel();
        if (listener != null) release(listener);
        connections.forEach((channel, connection) -> channel.eventLoop().execute(connection::drain));
        awaitClosed(drainTime);
        connections.forEach((channel, _) -> channel.close());
        awaitClosed(Duration.ofSeconds(1));
        if (own != null) own.close();
    }

    /// Closes the listener, and waits until the kernel refuses connections: the JDK lets the socket go only with the
    /// next select of its loop, before which a task scheduled on the loop does not run.
    private static void release(Channel listener) throws InterruptedException {
        listener.close().sync();
        var loop = listener.eventLoop();
        if (loop.isShuttingDown()) return; // It lets go of everything itself.
        var released = new CountDownLatch(1);
        loop.execute(() -> {
            var _ = loop.schedule(released::countDown, 1, TimeUnit.MILLISECONDS);
        });
        released.await();
    }

    private void awaitClosed(Duration atMost) throws InterruptedException {
        long end = context.nanos() + atMost.toNanos();
        lock.lock();
        try {
            while (connections.values().stream().anyMatch(connection -> !connection.isRaw())) {
                long left = end - context.nanos();
                if (left <= 0) return;
                var _ = environment.timers().await(lock, closed, Duration.ofNanos(left));
            }
        } finally {
            lock.unlock();
        }
    }
}
