package io.djong.kubelet.runtime.rpc;

import io.djong.base.time.Environment;
import io.djong.base.wire.WireException;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A connection to one Unix socket, made when it is first needed and made anew after it broke.
///
/// ```java
/// try (var socket = RpcSocket.open(environment, path)) {
///     var version = socket.call(
///             RuntimeServiceMethods.VERSION, VersionRequest.EMPTY.toBytes(), VersionResponse::parse, limit);
/// }
/// ```
///
/// Safe for use by several threads. Limits: an answer of 16 MiB, as in upstream's kubelet.
public final class RpcSocket implements AutoCloseable {
    /// The longest message that is accepted, in bytes.
    public static final int MESSAGE_BYTES_MAX = 16 << 20;

    private final ManagedChannel channel;
    private final EventLoopGroup eventLoop;
    private final Map<String, String> headers;
    private final Observer observer;

    private RpcSocket(
            ManagedChannel channel, EventLoopGroup eventLoop, Map<String, String> headers, Observer observer) {
        this.channel = channel;
        this.eventLoop = eventLoop;
        this.headers = headers;
        this.observer = observer;
    }

    /// Is told of each call with one answer, on the thread that made it.
    public interface Observer {
        /// Nobody.
        Observer NONE = new Observer() {
            @Override
            public long begun(String method) {
                return 0;
            }

            @Override
            public void ended(String method, long begun, boolean failed) {
                // nobody wants to know
            }
        };

        /// @param method the full name
        /// @return what [#ended] is told
        long begun(String method);

        /// @param begun what [#begun] gave
        /// @param failed whether there was no answer
        void ended(String method, long begun, boolean failed);
    }

    /// Reads an answer's bytes.
    @FunctionalInterface
    public interface Parser<A> {
        A parse(byte[] message) throws WireException;
    }

    /// A socket, which need not exist yet.
    public static RpcSocket open(Environment environment, Path path) {
        var eventLoop =
                new MultiThreadIoEventLoopGroup(1, environment.threads().platform("rpc-io"), NioIoHandler.newFactory());
        var channel = NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path))
                .channelType(NioDomainSocketChannel.class)
                .eventLoopGroup(eventLoop)
                // gRPC sets it on every channel, and a Unix socket has none: with null, Netty is not asked.
                .withOption(ChannelOption.SO_KEEPALIVE, null)
                .overrideAuthority("localhost")
                .usePlaintext()
                .directExecutor()
                .offloadExecutor(task -> environment.threads().start("rpc-offload", task))
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .disableRetry()
                .build();
        return new RpcSocket(channel, eventLoop, Map.of(), Observer.NONE);
    }

    /// The same connection, with one more header on each call (`containerd-namespace`, say). Closing it closes this
    /// one.
    public RpcSocket withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new RpcSocket(channel, eventLoop, more, observer);
    }

    /// The same connection, whose calls somebody is told of. Closing it closes this one.
    public RpcSocket observedBy(Observer who) {
        return new RpcSocket(channel, eventLoop, headers, who);
    }

    /// Makes a call that has one request and one answer.
    ///
    /// @param method the full name, as the generated `*Methods` classes have it
    /// @throws RpcException when the other side refuses, does not answer in time, or is not there
    public <A> A call(String method, byte[] request, Parser<A> parser, Duration limit)
            throws RpcException, InterruptedException {
        var options = CallOptions.DEFAULT.withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS);
        long begun = observer.begun(method);
        boolean failed = true;
        try (var stream = start(method, MethodDescriptor.MethodType.UNARY, options, parser)) {
            stream.send(request);
            stream.endSending();
            var answer = stream.next()
                    .orElseThrow(() -> new RpcException(RpcCode.INTERNAL, method + " ended without an answer"));
            failed = false;
            return answer;
        } finally {
            observer.ended(method, begun, failed);
        }
    }

    /// Makes a call with one request and any number of answers; it goes on until closed, or until the other side ends
    /// it.
    public <A> RpcStream<A> subscribe(String method, byte[] request, Parser<A> parser) {
        var stream = start(method, MethodDescriptor.MethodType.SERVER_STREAMING, CallOptions.DEFAULT, parser);
        stream.send(request);
        stream.endSending();
        return stream;
    }

    /// Makes a call in which both sides send as they like.
    public <A> RpcStream<A> exchange(String method, Parser<A> parser) {
        return start(method, MethodDescriptor.MethodType.BIDI_STREAMING, CallOptions.DEFAULT, parser);
    }

    /// Ends every call, with [RpcCode#UNAVAILABLE].
    @Override
    public void close() {
        channel.shutdownNow();
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private <A> RpcStream<A> start(
            String method, MethodDescriptor.MethodType type, CallOptions options, Parser<A> parser) {
        var descriptor = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(method)
                .setRequestMarshaller(ByteMarshaller.INSTANCE)
                .setResponseMarshaller(ByteMarshaller.INSTANCE)
                .build();
        var metadata = new Metadata();
        headers.forEach((name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return RpcStream.start(channel.newCall(descriptor, options), metadata, parser);
    }
}
