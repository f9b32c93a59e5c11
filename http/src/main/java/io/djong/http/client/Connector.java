package io.djong.http.client;

import io.djong.base.time.Environment;
import io.djong.http.HttpException;
import io.djong.http.tls.ClientContexts;
import io.djong.http.transport.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import jdk.net.ExtendedSocketOptions;

/// Makes connections; blocks (parks) the caller.
final class Connector {
    private static final int KEEP_ALIVE_SECONDS = 30; // client-go's dialer.

    private final Environment environment;
    private final HttpClientConfig config;
    private final EventLoops loops;
    private final ClientContexts contexts;

    Connector(Environment environment, HttpClientConfig config, EventLoops loops) {
        this.environment = environment;
        this.config = config;
        this.loops = loops;
        contexts = new ClientContexts(config.tls());
    }

    long nanos() {
        return environment.ticker().nanos();
    }

    /// The generation of what a connection would be made with now.
    long generation(Origin origin) throws HttpException {
        return origin.secure() ? tls().generation() : 0;
    }

    private ClientContexts.Current tls() throws HttpException {
        try {
            return contexts.current();
        } catch (SSLException e) {
            throw new HttpException.TlsFailed("the client's certificate or authorities cannot be used", e);
        }
    }

    /// A connection for exchanges.
    ClientConnection connect(Origin origin, ClientConnection.Owner owner) throws HttpException, InterruptedException {
        return connect(origin, owner, config.http2());
    }

    /// A connection of HTTP/1.1 that no pool knows.
    ClientConnection connectAlone(Origin origin) throws HttpException, InterruptedException {
        return connect(origin, new Loner(), false);
    }

    /// Whose only exchange is over closes.
    private static final class Loner implements ClientConnection.Owner {
        @Override
        public void released(ClientConnection connection) {
            if (!connection.isRetired()) connection.retire();
        }

        @Override
        public void changed(ClientConnection connection) {}
    }

    private ClientConnection connect(Origin origin, ClientConnection.Owner owner, boolean http2)
            throws HttpException, InterruptedException {
        var tls = origin.secure() ? tls() : null;
        var channel = open(origin);
        long generation = tls == null ? 0 : tls.generation();
        var context = new ClientConnection.Context(config, environment.ticker(), owner, origin, generation);
        Promise<ClientConnection> made = channel.eventLoop().newPromise();
        if (tls == null) {
            channel.eventLoop().execute(() -> made.setSuccess(place(context, channel, false)));
        } else {
            var handler = tlsHandler(channel, origin, http2 ? tls.http2() : tls.http1());
            channel.eventLoop().execute(() -> {
                channel.pipeline().addLast(handler).addLast(new AfterHandshake(context, made));
                channel.config().setAutoRead(true);
            });
        }
        if (!await(made, channel)) {
            throw new HttpException.TimedOut("no TLS handshake with " + origin + " within " + seconds());
        }
        if (made.isSuccess()) return made.getNow();
        channel.close();
        throw new HttpException.TlsFailed(
                "TLS handshake with " + origin + " failed: " + reason(made.cause()), made.cause());
    }

    private SslHandler tlsHandler(Channel channel, Origin origin, SslContext context) {
        var name =
                config.tls().serverName() == null ? origin.host() : config.tls().serverName();
        var handler = context.newHandler(channel.alloc(), name, origin.port());
        handler.setHandshakeTimeoutMillis(0); // The connector's own limit does it.
        return handler;
    }

    private static ClientConnection place(ClientConnection.Context context, Channel channel, boolean http2) {
        if (http2) {
            var connection = new H2ClientBuilder(context, channel).open();
            channel.pipeline().addLast(connection);
            channel.config().setAutoRead(true);
            return connection;
        }
        var connection = new H1ClientConnection(context, channel);
        channel.pipeline().addLast(connection);
        channel.config().setAutoRead(true);
        return connection;
    }

    /// Puts what was agreed on in its place before anything that the server says can pass.
    private static final class AfterHandshake extends ChannelInboundHandlerAdapter {
        private final ClientConnection.Context context;
        private final Promise<ClientConnection> made;

        AfterHandshake(ClientConnection.Context context, Promise<ClientConnection> made) {
            this.context = context;
            this.made = made;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
                ctx.fireUserEventTriggered(event);
                return;
            }
            var tls = ctx.pipeline().get(SslHandler.class);
            if (!handshake.isSuccess() || tls == null) {
                made.tryFailure(handshake.cause());
                ctx.close();
                return;
            }
            boolean http2 = ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
            ctx.pipeline().remove(this);
            made.trySuccess(place(context, ctx.channel(), http2));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            made.tryFailure(cause);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            made.tryFailure(new ClosedChannelException());
        }
    }

    private Channel open(Origin origin) throws HttpException, InterruptedException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(origin.host());
        } catch (UnknownHostException e) {
            throw new HttpException.Unreachable("no address for host " + origin.host(), e);
        }
        HttpException last = new HttpException.Unreachable("no address for host " + origin.host(), null);
        for (var address : addresses) {
            try {
                return open(new InetSocketAddress(address, origin.port()));
            } catch (HttpException.Unreachable | HttpException.TimedOut e) {
                last = e;
            }
        }
        throw last;
    }

    private Channel open(InetSocketAddress address) throws HttpException, InterruptedException {
        var bootstrap = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS)
                .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEP_ALIVE_SECONDS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {}
                });
        ChannelFuture connecting = bootstrap.connect(address);
        var channel = connecting.channel();
        if (!await(connecting, channel)) {
            throw new HttpException.TimedOut("no connection to " + address + " within " + seconds());
        }
        if (!connecting.isSuccess()) {
            var cause = connecting.cause();
            throw new HttpException.Unreachable("cannot connect to " + address + ": " + reason(cause), cause);
        }
        return channel;
    }

    private String seconds() {
        Duration timeout = config.connectTimeout();
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /// @return false when the time ran out; the channel is closed then
    private boolean await(Future<?> future, Channel channel) throws InterruptedException {
        var done = new CountDownLatch(1);
        var timedOut = new boolean[1];
        var timer = environment.timers().once(config.connectTimeout(), () -> {
            if (future.isDone()) return;
            timedOut[0] = true;
            channel.close();
            done.countDown();
        });
        future.addListener(_ -> done.countDown());
        try {
            done.await();
        } catch (InterruptedException e) {
            channel.close();
            throw e;
        } finally {
            timer.cancel();
        }
        return !timedOut[0];
    }
}
