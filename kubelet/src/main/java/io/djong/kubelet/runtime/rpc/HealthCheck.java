package io.djong.kubelet.runtime.rpc;

import io.djong.api.json.GoQuote;
import io.djong.base.time.Environment;
import io.djong.base.time.GoDuration;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks services of pods by gRPC's health protocol whether they are well; each time on a new connection, without TLS.
///
/// Source: github.com/grpc/grpc/blob/master/doc/health-checking.md.
public final class HealthCheck implements AutoCloseable {
    private static final String METHOD = "grpc.health.v1.Health/Check";
    private static final String AGENT = "kube-probe/1.36";
    private static final List<String> STATES = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
    private static final int SERVING = 1;

    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EventLoopGroup eventLoop;

    public HealthCheck(Environment environment) {
        this.environment = environment;
    }

    /// Asks once.
    ///
    /// @param authority host and port as they stand in a URL, for messages
    /// @param service the name of what is asked after; "" for the whole server
    /// @param timeout for connecting and answering
    /// @return what is wrong, in upstream's words; "" when the service is well
    public String check(String host, int port, String authority, String service, Duration timeout)
            throws InterruptedException {
        var channel = NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(eventLoop())
                .userAgent(AGENT)
                .usePlaintext()
                .directExecutor()
                .offloadExecutor(task -> environment.threads().start("rpc-offload", task))
                .disableRetry()
                .build();
        try {
            int state = ask(channel, service, timeout);
            return state == SERVING
                    ? ""
                    : "service unhealthy (responded with "
                            + GoQuote.quote(state < STATES.size() ? STATES.get(state) : Integer.toString(state)) + ")";
        } catch (RpcException e) {
            return fault(e, channel, authority, GoDuration.format(timeout));
        } finally {
            channel.shutdownNow();
        }
    }

    private static int ask(ManagedChannel channel, String service, Duration timeout)
            throws RpcException, InterruptedException {
        var method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(METHOD)
                .setRequestMarshaller(ByteMarshaller.INSTANCE)
                .setResponseMarshaller(ByteMarshaller.INSTANCE)
                .build();
        var options = CallOptions.DEFAULT.withWaitForReady().withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
        try (var stream = RpcStream.start(channel.newCall(method, options), new Metadata(), HealthCheck::state)) {
            stream.send(request(service));
            stream.endSending();
            return stream.next().orElse(0);
        }
    }

    private static byte[] request(String service) {
        var out = new ProtoWriter();
        if (!service.isEmpty()) {
            out.string(1, service);
        }
        return out.toByteArray();
    }

    private static int state(byte[] message) throws WireException {
        var in = new ProtoReader(message);
        int state = 0;
        while (in.hasMore()) {
            int tag = in.readTag();
            if (tag == 8) {
                state = in.readInt32();
            } else {
                in.skip(tag);
            }
        }
        return state;
    }

    private static String fault(RpcException e, ManagedChannel channel, String authority, String timeout) {
        return switch (e.code()) {
            case UNIMPLEMENTED ->
                "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): "
                        + e.description();
            case DEADLINE_EXCEEDED ->
                channel.getState(false) == ConnectivityState.READY
                        ? "timeout: health rpc did not complete within " + timeout
                        : "timeout: failed to connect service " + GoQuote.quote(authority) + " within " + timeout
                                + ": context deadline exceeded";
            default -> "error: health rpc probe failed: " + e.getMessage();
        };
    }

    /// Made when it is first needed: it brings a thread of its own.
    private EventLoopGroup eventLoop() {
        lock.lock();
        try {
            var known = eventLoop;
            if (known == null) {
                known = new MultiThreadIoEventLoopGroup(
                        1, environment.threads().platform("probe-io"), NioIoHandler.newFactory());
                eventLoop = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (eventLoop != null) {
                eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
                eventLoop = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
