package io.djong.http.server;

import io.djong.http.tls.ServerContexts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// From an accepted socket to a connection that speaks HTTP: the handshake, the choice of certificate and
/// protocol, who the peer is.
final class ConnectionStart {
    private final ServerContext server;
    private final BiConsumer<Channel, ServerConnection> opened;

    /// @param opened told of the connection that takes over
    ConnectionStart(ServerContext server, BiConsumer<Channel, ServerConnection> opened) {
        this.server = server;
        this.opened = opened;
    }

    void begin(Channel channel, @Nullable ServerContexts tls) {
        if (tls == null) {
            open(channel, peer(channel, null), false);
        } else if (tls.byName()) {
            channel.pipeline().addLast(new ByName(tls)).addLast(new AfterHandshake());
        } else {
            try {
                channel.pipeline()
                        .addLast(handler(channel, tls.select(null, "")))
                        .addLast(new AfterHandshake());
            } catch (SSLException e) {
                channel.close();
            }
        }
    }

    private static SslHandler handler(Channel channel, SslContext context) {
        var handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeoutMillis(0); // The server's own limit does it.
        handler.setCloseNotifyFlushTimeoutMillis(1000);
        return handler;
    }

    private void open(Channel channel, ServerRequest.Peer peer, boolean http2) {
        if (http2) {
            var connection = new H2ConnectionBuilder(server, channel, peer).open();
            opened.accept(channel, connection);
            channel.pipeline().addLast(connection);
        } else {
            var connection = new H1Connection(server, channel, peer);
            opened.accept(channel, connection);
            channel.pipeline().addLast(connection);
        }
    }

    private static ServerRequest.Peer peer(Channel channel, @Nullable SSLSession session) {
        var unknown = InetSocketAddress.createUnresolved("unknown", 0);
        var remote = channel.remoteAddress() instanceof InetSocketAddress address ? address : unknown;
        var local = channel.localAddress() instanceof InetSocketAddress address ? address : unknown;
        return new ServerRequest.Peer(
                remote, local, session != null, session == null ? List.of() : certificates(session));
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        var chain = new ArrayList<X509Certificate>();
        try {
            for (var each : session.getPeerCertificates()) {
                if (each instanceof X509Certificate certificate) chain.add(certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of(); // It sent none.
        }
        return List.copyOf(chain);
    }

    private final class AfterHandshake extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
                context.fireUserEventTriggered(event);
                return;
            }
            var tls = context.pipeline().get(SslHandler.class);
            if (!handshake.isSuccess() || tls == null) {
                context.close();
                return;
            }
            var channel = context.channel();
            context.pipeline().remove(this);
            boolean http2 = ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol());
            open(channel, peer(channel, tls.engine().getSession()), http2);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /// Waits for the name that the client asks for.
    private static final class ByName extends AbstractSniHandler<SslContext> {
        private final ServerContexts tls;

        ByName(ServerContexts tls) {
            this.tls = tls;
        }

        @Override
        protected Future<SslContext> lookup(ChannelHandlerContext context, String hostname) {
            Promise<SslContext> found = context.executor().newPromise();
            var local = context.channel().localAddress() instanceof InetSocketAddress address
                    ? address.getAddress().getHostAddress()
                    : "";
            try {
                found.setSuccess(tls.select(hostname, local));
            } catch (SSLException e) {
                found.setFailure(e);
            }
            return found;
        }

        @Override
        protected void onLookupComplete(ChannelHandlerContext context, String hostname, Future<SslContext> found) {
            if (found.isSuccess()) {
                context.pipeline().replace(this, null, handler(context.channel(), found.getNow()));
            } else {
                context.close();
            }
        }
    }
}
