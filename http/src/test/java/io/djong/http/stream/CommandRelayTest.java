package io.djong.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.http.HttpHandler;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.server.Serving;
import io.djong.http.spdy.SpdyConnection;
import io.djong.http.websocket.ChannelProtocol;
import io.djong.http.websocket.Channels;
import io.djong.http.websocket.Handshake;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client's WebSocket, the relay, and a runtime's SPDY, on real sockets.
class CommandRelayTest {
    private static final String SUCCESS = "{\"metadata\":{},\"status\":\"Success\"}";

    private static final CommandOutcome OUTCOME = new CommandOutcome() {
        @Override
        public byte[] failure(String message) {
            return ("failure: " + message).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] legacy(byte[] status) {
            var text = new String(status, StandardCharsets.UTF_8);
            return text.equals(SUCCESS) ? new byte[0] : ("legacy " + text).getBytes(StandardCharsets.UTF_8);
        }
    };

    private final LinkedBlockingQueue<FakeRuntime.Session> sessions = new LinkedBlockingQueue<>();
    private HttpClient client;
    private Serving runtime;
    private Serving relay;
    private CommandStreams streams = new CommandStreams(true, true, true, false);

    @BeforeEach
    void start() throws Exception {
        client = new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.DEFAULTS);
        runtime = Serving.plain(new FakeRuntime(sessions).handler());
        HttpHandler handler = (request, response) -> {
            var protocol = Objects.requireNonNull(ChannelProtocol.negotiate(Handshake.offered(request)));
            var channels = new Channels(Handshake.accept(request, response, protocol.text(), 1 << 20), protocol);
            var backend = SpdyConnection.connect(
                    Serving.ENVIRONMENT,
                    client,
                    ClientRequest.get(runtime.uri("/exec/token")).withMethod("POST"),
                    List.of(CommandRelay.BACKEND_PROTOCOL));
            new CommandRelay(Serving.ENVIRONMENT, channels, backend, streams, OUTCOME).run();
        };
        relay = Serving.plain(handler);
    }

    @AfterEach
    void stop() {
        client.close();
        relay.close();
        runtime.close();
    }

    private Channels connect(ChannelProtocol protocol) throws Exception {
        var protocols = protocol.text().isEmpty() ? List.<String>of() : List.of(protocol.text());
        var outcome =
                Handshake.open(Serving.ENVIRONMENT, client, ClientRequest.get(relay.uri("/")), protocols, 1 << 20);
        return new Channels(((Handshake.Outcome.Opened) outcome).socket(), protocol);
    }

    private static String next(Channels channels) throws IOException {
        return switch (channels.receive()) {
            case Channels.Arrival.Data(int channel, byte[] bytes) ->
                channel + ": " + new String(bytes, StandardCharsets.UTF_8);
            case Channels.Arrival.HalfClosed(int channel) -> "end of " + channel;
            case null -> "closed";
        };
    }

    private static void send(Channels channels, int channel, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        channels.send(channel, bytes, 0, bytes.length);
    }

    private void opened(FakeRuntime.Session session, String... types) throws InterruptedException {
        for (var type : types) assertThat(session.events.take()).isEqualTo("open " + type);
    }

    @Test
    void relaysACommand() throws Exception {
        for (var protocol : ChannelProtocol.values()) {
            try (var channels = connect(protocol)) {
                var session = sessions.take();
                opened(session, "error", "stdin", "stdout", "stderr");
                assertThat(next(channels)).isEqualTo("1: ");
                send(channels, 0, "input");
                assertThat(session.events.take()).isEqualTo("stdin: input");
                session.ping();
                session.send("stdout", "output");
                assertThat(next(channels)).isEqualTo("1: output");
                session.send("stderr", "complaint");
                assertThat(next(channels)).isEqualTo("2: complaint");
                session.send("error", SUCCESS);
                session.end();
                if (protocol.statusInJson()) assertThat(next(channels)).isEqualTo("3: " + SUCCESS);
                assertThat(next(channels)).isEqualTo("closed");
                assertThat(channels.socket().closeStatus()).isEqualTo(1000);
            }
        }
    }

    @Test
    void tellsAFailedCommandInTheOldWay() throws Exception {
        try (var channels = connect(ChannelProtocol.V1)) {
            var session = sessions.take();
            assertThat(next(channels)).isEqualTo("1: ");
            session.send("error", "exit code 3");
            session.end();
            assertThat(next(channels)).isEqualTo("3: legacy exit code 3");
            assertThat(next(channels)).isEqualTo("closed");
        }
    }

    @Test
    void endsStdinWhenTheClientHalfCloses() throws Exception {
        try (var channels = connect(ChannelProtocol.V5)) {
            var session = sessions.take();
            opened(session, "error", "stdin", "stdout", "stderr");
            send(channels, 0, "last words");
            channels.halfClose(0);
            assertThat(session.events.take()).isEqualTo("stdin: last words");
            assertThat(session.events.take()).isEqualTo("end of stdin");
            assertThat(next(channels)).isEqualTo("1: ");
            session.send("stdout", "still here");
            assertThat(next(channels)).isEqualTo("1: still here");
            session.send("error", SUCCESS);
            session.end();
            assertThat(next(channels)).isEqualTo("3: " + SUCCESS);
        }
    }

    @Test
    void passesSizesOfATerminalOn() throws Exception {
        streams = new CommandStreams(true, true, false, true);
        try (var channels = connect(ChannelProtocol.V4)) {
            var session = sessions.take();
            opened(session, "error", "stdin", "stdout", "resize");
            send(channels, 4, "{\"Width\":80,\"Height\":24}");
            assertThat(session.events.take()).isEqualTo("resize: {\"Width\":80,\"Height\":24}");
        }
    }

    @Test
    void leavesWhenTheClientLeaves() throws Exception {
        for (boolean politely : new boolean[] {true, false}) {
            var channels = connect(ChannelProtocol.V5);
            var session = sessions.take();
            opened(session, "error", "stdin", "stdout", "stderr");
            if (politely) {
                channels.close();
            } else {
                channels.socket().close(1001, "");
            }
            assertThat(session.events.take()).isEqualTo("gone");
        }
    }

    @Test
    void tellsWhenTheRuntimeBreaksOff() throws Exception {
        try (var channels = connect(ChannelProtocol.V5)) {
            var session = sessions.take();
            opened(session, "error", "stdin", "stdout", "stderr");
            assertThat(next(channels)).isEqualTo("1: ");
            session.breakOff();
            assertThat(next(channels))
                    .isEqualTo("3: failure: error reading the command's status: the connection was closed");
            assertThat(next(channels)).isEqualTo("closed");
        }
    }

    @Test
    void movesMuchBothWays() throws Exception {
        try (var channels = connect(ChannelProtocol.V5)) {
            var session = sessions.take();
            opened(session, "error", "stdin", "stdout", "stderr");
            assertThat(next(channels)).isEqualTo("1: ");
            var writer = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100; i++) channels.send(0, new byte[100_000], 0, 100_000);
                    channels.halfClose(0);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            for (int i = 0; i < 100; i++) session.send("stdout", Unpooled.wrappedBuffer(new byte[100_000]), i == 99);
            session.send("error", SUCCESS);
            long received = 0;
            while (received < 10_000_000) {
                if (channels.receive() instanceof Channels.Arrival.Data data && data.channel() == 1) {
                    received += data.bytes().length;
                }
            }
            writer.join();
            long sent = 0;
            for (var event = session.events.take(); !event.equals("end of stdin"); event = session.events.take()) {
                sent += Integer.parseInt(event.substring(7));
            }
            assertThat(sent).isEqualTo(10_000_000);
            session.end();
            assertThat(next(channels)).isEqualTo("3: " + SUCCESS);
        }
    }
}
