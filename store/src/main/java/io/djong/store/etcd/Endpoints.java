package io.djong.store.etcd;

import io.djong.base.time.Environment;
import io.djong.store.StoreException;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The connections to the servers of a cluster, and which of them is used now. Whoever finds it failing
/// moves everybody on to the next.
final class Endpoints implements AutoCloseable {
    private static final long KEEPALIVE_SECONDS = 30;
    private static final long KEEPALIVE_TIMEOUT_SECONDS = 10;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private final EventLoopGroup eventLoop;

    /// How often anybody has moved on.
    private final AtomicInteger moves = new AtomicInteger();

    Endpoints(Environment env, EtcdOptions options) throws StoreException {
        eventLoop = new MultiThreadIoEventLoopGroup(1, env.threads().platform("etcd-io"), NioIoHandler.newFactory());
        try {
            for (URI endpoint : options.endpoints()) {
                channels.add(channel(env, endpoint, options.tls()));
            }
        } catch (SSLException | IllegalArgumentException e) {
            close();
            throw new StoreException.Unavailable("the certificates for etcd cannot be used: " + e.getMessage(), e);
        }
    }

    private ManagedChannel channel(Environment env, URI endpoint, @Nullable EtcdTls tls) throws SSLException {
        var builder = NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(eventLoop)
                .directExecutor()
                .offloadExecutor(task -> env.threads().start("etcd-dns", task))
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (endpoint.getScheme().equals("https")) {
            return builder.sslContext(sslContext(tls)).build();
        }
        return builder.usePlaintext().build();
    }

    private static SslContext sslContext(@Nullable EtcdTls tls) throws SSLException {
        var builder = GrpcSslContexts.forClient();
        if (tls != null) {
            if (tls.authorities() != null) {
                builder.trustManager(tls.authorities().toFile());
            }
            if (tls.certificates() != null && tls.key() != null) {
                builder.keyManager(file(tls.certificates()), file(tls.key()));
            }
        }
        return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
    }

    private static File file(Path path) {
        return path.toFile();
    }

    int size() {
        return channels.size();
    }

    /// Where the user of an endpoint stands; to be handed to [#failed].
    int turn() {
        return moves.get();
    }

    Channel channel(int turn) {
        return channels.get(Math.floorMod(turn, channels.size()));
    }

    /// Moves on to the next server, unless somebody has since.
    void failed(int turn) {
        moves.compareAndSet(turn, turn + 1);
    }

    @Override
    public void close() {
        for (ManagedChannel channel : channels) {
            channel.shutdownNow();
        }
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
