package io.djong.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.HttpException;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.server.Serving;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private static final HttpHandler ECHO = (request, response) -> {
        var fault = Handshake.fault(request);
        var protocol = ChannelProtocol.negotiate(Handshake.offered(request));
        if (fault != null || protocol == null) {
            response.send(fault == null ? 403 : 400, Piece.of(fault == null ? "unknown protocol" : fault));
            return;
        }
        try (var socket = Handshake.accept(request, response, protocol.text(), 1 << 20)) {
            Message message;
            while ((message = socket.receive()) != null) {
                if (message.binary()) {
                    socket.sendBinary(message.payload(), 0, message.payload().length);
                } else {
                    socket.sendText(message.text());
                }
            }
        }
    };

    private static HttpClient client() {
        return new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(ClientTls.INSECURE));
    }

    private static Message received(WebSocket socket) throws IOException {
        return Objects.requireNonNull(socket.receive());
    }

    private static WebSocket open(HttpClient client, Serving serving, String... protocols) throws Exception {
        var outcome = Handshake.open(
                Serving.ENVIRONMENT, client, ClientRequest.get(serving.uri("/")), List.of(protocols), 1 << 20);
        return ((Handshake.Outcome.Opened) outcome).socket();
    }

    @Test
    void carriesMessagesOfAllSizes() throws Exception {
        try (var serving = Serving.tls(ECHO);
                var client = client();
                var socket = open(client, serving)) {
            assertThat(socket.protocol()).isEmpty();
            for (int size : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20}) {
                var bytes = new byte[size];
                for (int i = 0; i < size; i++) bytes[i] = (byte) i;
                socket.sendBinary(bytes, 0, size);
                assertThat(received(socket).payload()).isEqualTo(bytes);
            }
            socket.ping();
            socket.sendText("grüß");
            assertThat(received(socket).text()).isEqualTo("grüß");
        }
    }

    @Test
    void agreesOnAProtocol() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = client()) {
            try (var socket = open(client, serving, "other", "v4.channel.k8s.io", "v5.channel.k8s.io")) {
                assertThat(socket.protocol()).isEqualTo("v4.channel.k8s.io");
            }
            var refused = Handshake.open(
                    Serving.ENVIRONMENT, client, ClientRequest.get(serving.uri("/")), List.of("other"), 100);
            try (var response = ((Handshake.Outcome.Refused) refused).response()) {
                assertThat(response.status()).isEqualTo(403);
            }
        }
    }

    @Test
    void refusesWhatIsNoHandshake() throws Exception {
        try (var serving = Serving.plain(ECHO);
                var client = client()) {
            var plain = client.send(ClientRequest.get(serving.uri("/")));
            assertThat(new String(plain.body(1000), StandardCharsets.UTF_8))
                    .isEqualTo("the headers Connection and Upgrade do not ask for a WebSocket");
        }
    }

    @Test
    void closesWithAStatus() throws Exception {
        var statuses = new LinkedBlockingQueue<Integer>();
        try (var serving = Serving.plain((request, response) -> {
                    try (var socket = Handshake.accept(request, response, "", 100)) {
                        if (socket.receive() == null) statuses.add(socket.closeStatus());
                    }
                });
                var client = client()) {
            open(client, serving).close(4321, "because");
            assertThat(statuses.take()).isEqualTo(4321);
            open(client, serving).close();
            assertThat(statuses.take()).isEqualTo(1000);
        }
    }

    @Test
    void endsOnAMessageThatIsTooLarge() throws Exception {
        var failures = new ArrayBlockingQueue<Exception>(1);
        try (var serving = Serving.plain((request, response) -> {
                    try (var socket = Handshake.accept(request, response, "", 100)) {
                        socket.receive();
                    } catch (HttpException e) {
                        failures.add(e);
                    }
                });
                var client = client();
                var socket = open(client, serving)) {
            socket.sendBinary(new byte[101], 0, 101);
            assertThat(failures.take())
                    .isInstanceOf(HttpException.Malformed.class)
                    .hasMessage("WebSocket: a frame of 101 bytes, more than 100");
            assertThat(socket.receive()).isNull();
            assertThat(socket.closeStatus()).isEqualTo(1009);
        }
    }

    @Test
    void tellsAConnectionThatBreaks() throws Exception {
        try (var serving = Serving.plain((request, response) -> {
                    var _ = Handshake.accept(request, response, "", 100);
                    response.abort();
                });
                var client = client();
                var socket = open(client, serving)) {
            serving.server().stop();
            assertThatThrownBy(socket::receive).isInstanceOf(HttpException.class);
        }
    }

    @Test
    void understandsTheJdksClient() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        try (var serving = Serving.tls(ECHO);
                var client = java.net.http.HttpClient.newBuilder()
                        .sslContext(TestCertificates.trustingContext())
                        .build()) {
            var socket = client.newWebSocketBuilder()
                    .subprotocols("v5.channel.k8s.io")
                    .buildAsync(URI.create("wss://localhost:" + serving.port() + "/"), new Collect(received))
                    .get();
            assertThat(socket.getSubprotocol()).isEqualTo("v5.channel.k8s.io");
            socket.sendText("first ", false).get();
            socket.sendPing(ByteBuffer.wrap(new byte[] {1})).get();
            socket.sendText("second", true).get();
            assertThat(received.take()).isEqualTo("pong");
            assertThat(received.take()).isEqualTo("first second");
            socket.sendClose(1000, "bye").get();
            assertThat(received.take()).isEqualTo("closed 1000");
        }
    }

    private record Collect(BlockingQueue<String> received) implements java.net.http.WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
            received.add("pong");
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(java.net.http.WebSocket socket, int status, String reason) {
            received.add("closed " + status);
            return null;
        }
    }
}
