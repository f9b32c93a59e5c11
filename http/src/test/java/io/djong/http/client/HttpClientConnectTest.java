package io.djong.http.client;

import static io.djong.http.client.Over.ECHO;
import static io.djong.http.client.Over.TRUSTING;
import static io.djong.http.client.Over.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.server.Serving;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.http.tls.TestCertificates;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// How connections come about, or why they do not.
class HttpClientConnectTest {
    @Test
    void saysWhyThereIsNoConnection() throws Exception {
        try (var client = Over.TLS_HTTP2.client()) {
            int port;
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            assertThatThrownBy(() -> client.send(ClientRequest.of("GET", new Origin(true, "localhost", port), "/")))
                    .isInstanceOf(HttpException.Unreachable.class)
                    .hasMessageContaining("cannot connect to");
            assertThatThrownBy(() -> client.send(ClientRequest.of("GET", new Origin(true, "no.invalid", 1), "/")))
                    .isInstanceOf(HttpException.Unreachable.class)
                    .hasMessage("no address for host no.invalid");
        }
    }

    @Test
    void givesUpOnASilentServer() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new HttpClient(
                        Serving.ENVIRONMENT, HttpClientConfig.of(TRUSTING).withConnectTimeout(Duration.ofMillis(50)))) {
            var origin = new Origin(true, "localhost", socket.getLocalPort());
            assertThatThrownBy(() -> client.send(ClientRequest.of("GET", origin, "/")))
                    .isInstanceOf(HttpException.TimedOut.class)
                    .hasMessageContaining("within 50 ms");
        }
    }

    @Test
    void checksWhoTheServerIs() throws Exception {
        try (var serving = Serving.tls(ECHO)) {
            var byAddress = ClientRequest.of("GET", new Origin(true, "127.0.0.1", serving.port()), "/");
            try (var client = Over.TLS_HTTP2.client()) {
                assertThat(client.send(byAddress).status()).isEqualTo(200);
            }
            var other = TestCertificates.create().authority();
            try (var client = new HttpClient(
                    Serving.ENVIRONMENT, HttpClientConfig.of(ClientTls.trusting(() -> List.of(other))))) {
                assertThatThrownBy(() -> client.send(byAddress)).isInstanceOf(HttpException.TlsFailed.class);
            }
            try (var client =
                    new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(TRUSTING.withServerName("elsewhere")))) {
                assertThatThrownBy(() -> client.send(byAddress)).isInstanceOf(HttpException.TlsFailed.class);
            }
            try (var client =
                    new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(TRUSTING.withServerName("localhost")))) {
                assertThat(client.send(byAddress).status()).isEqualTo(200);
            }
            try (var client = new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(ClientTls.INSECURE))) {
                assertThat(client.send(byAddress).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void showsItsCertificateAndANewOneOnNewConnections() throws Exception {
        var certificates = Serving.CERTIFICATES;
        var first = certificates.identity("ann", "CN=ann,O=dev", "");
        var second = certificates.identity("bob", "CN=bob", "");
        var current = new AtomicReference<Identity>(first);
        var tls = ServerTls.of(() -> Serving.IDENTITY).withClientAuthorities(() -> List.of(certificates.authority()));
        try (var serving = Serving.tls(io.djong.http.limits.HttpLimits.DEFAULTS, tls, (request, response) -> {
                    var chain = request.peerCertificates();
                    var name = chain.isEmpty()
                            ? "nobody"
                            : chain.getFirst().getSubjectX500Principal().getName();
                    response.send(200, Piece.of(name));
                });
                var client =
                        new HttpClient(Serving.ENVIRONMENT, HttpClientConfig.of(TRUSTING.withIdentity(current::get)));
                var anonymous = Over.TLS_HTTP2.client()) {
            var request = ClientRequest.get(serving.uri("/"));
            assertThat(text(client.send(request))).isEqualTo("CN=ann,O=dev");
            assertThat(text(client.send(request))).isEqualTo("CN=ann,O=dev");
            current.set(second);
            assertThat(text(client.send(request))).isEqualTo("CN=bob");
            assertThat(text(anonymous.send(request))).isEqualTo("nobody");
            // Whom nobody knows is handed over as well: refusing is the authenticator's.
            var stranger = TestCertificates.create().identity("eve", "CN=eve", "");
            current.set(stranger);
            assertThat(text(client.send(request))).isEqualTo("CN=eve");
        }
    }
}
