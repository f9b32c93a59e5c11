package io.djong.benchmarks;

import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Subject;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What Netty alone costs: HTTP/2 over the same TLS, every answer bytes from memory that were made beforehand. It
/// knows nothing of objects, users or rights.
///
/// Prints its port. Commands on its standard input, each answered by `done`: `answer TARGET CONTENT_TYPE FILE` gives
/// the answer to a path with its query, `event FILE` writes bytes to all open streams; a query with `watch=` opens
/// one.
final class FixedServer {
    @SuppressWarnings("ArrayRecordComponent") // sent as it is, never changed, never compared
    private record Answer(String contentType, byte[] bytes) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private FixedServer() {}

    public static void main(String[] arguments) throws Exception {
        new FixedServer().serve();
    }

    private void serve() throws Exception {
        var now = Instant.now();
        var ca = CertificateAuthority.selfSigned("bench", CertificateAuthority.TEN_YEARS, now);
        var issued = ca.issue(CertificateTemplate.server(Subject.of("bench"), List.of("localhost"), List.of()), now);
        var tls = SslContextBuilder.forServer(issued.key().getPrivate(), new X509Certificate[] {issued.certificate()})
                .sslProvider(SslProvider.OPENSSL)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2"))
                .build();
        var loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        var connections = ConcurrentHashMap.<Connection>newKeySet();
        var listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, tls, connections);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                obey(line.split(" "), connections);
                System.out.println("done");
            }
        }
        loops.shutdownGracefully();
    }

    private void accept(Channel channel, SslContext tls, java.util.Set<Connection> connections) {
        var connection = new Builder(this).build();
        connections.add(connection);
        channel.closeFuture().addListener(_ -> connections.remove(connection));
        channel.pipeline().addLast(tls.newHandler(channel.alloc()), connection);
    }

    private void obey(String[] words, Iterable<Connection> connections) throws Exception {
        var bytes = Files.readAllBytes(Path.of(words[words.length - 1]));
        if (words[0].equals("answer")) {
            answers.put(words[1], new Answer(words[2], bytes));
        } else {
            for (var connection : connections) connection.event(bytes);
        }
    }

    private static final class Builder extends AbstractHttp2ConnectionHandlerBuilder<Connection, Builder> {
        private final FixedServer server;

        Builder(FixedServer server) {
            this.server = server;
            server(true);
            frameListener(new Http2EventAdapter() {});
            initialSettings(Http2Settings.defaultSettings().maxConcurrentStreams(250));
        }

        @Override
        public Connection build() {
            return super.build();
        }

        @Override
        protected Connection build(
                Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
            var connection = new Connection(decoder, encoder, settings, server);
            frameListener(connection.frames);
            return connection;
        }
    }

    private static final class Connection extends Http2ConnectionHandler {
        private final FixedServer server;
        private final Http2EventAdapter frames = new Frames();
        private final List<Integer> open = new java.util.ArrayList<>();
        private @Nullable ChannelHandlerContext context;

        Connection(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings,
                FixedServer server) {
            super(decoder, encoder, settings);
            this.server = server;
        }

        void event(byte[] bytes) {
            var mine = context;
            if (mine == null) return;
            mine.channel().eventLoop().execute(() -> {
                for (int stream : open) {
                    encoder().writeData(mine, stream, Unpooled.wrappedBuffer(bytes), 0, false, mine.newPromise());
                }
                flush(mine);
            });
        }

        private void answer(ChannelHandlerContext to, int stream, Http2Headers request) {
            context = to;
            var target = request.path().toString();
            var watch = target.contains("watch=");
            var answer = server.answers.get(watch ? "watch" : target);
            var head = new DefaultHttp2Headers(false);
            if (answer == null) {
                encoder().writeHeaders(to, stream, head.status("404"), 0, true, to.newPromise());
                return;
            }
            head.status("200").add("content-type", answer.contentType());
            encoder().writeHeaders(to, stream, head, 0, false, to.newPromise());
            if (watch) {
                open.add(stream);
            } else {
                encoder().writeData(to, stream, Unpooled.wrappedBuffer(answer.bytes()), 0, true, to.newPromise());
            }
        }

        private final class Frames extends Http2EventAdapter {
            @Override
            public void onHeadersRead(
                    ChannelHandlerContext to, int stream, Http2Headers headers, int padding, boolean end) {
                answer(to, stream, headers);
            }

            @Override
            public void onHeadersRead(
                    ChannelHandlerContext to,
                    int stream,
                    Http2Headers headers,
                    int dependency,
                    short weight,
                    boolean exclusive,
                    int padding,
                    boolean end) {
                answer(to, stream, headers);
            }

            @Override
            public void onStreamClosed(Http2Stream stream) {
                open.remove(Integer.valueOf(stream.id()));
            }
        }
    }
}
