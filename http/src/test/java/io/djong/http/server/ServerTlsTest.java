package io.djong.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import io.djong.http.tls.Identity;
import io.djong.http.tls.NamedIdentity;
import io.djong.http.tls.ServerTls;
import io.djong.http.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTlsTest {
    private static final HttpHandler OK = (request, response) -> response.send(200, Piece.of("ok"));

    private static SSLSocket connect(int port, @Nullable String name) throws IOException {
        var socket = (SSLSocket)
                TestCertificates.trustingContext().getSocketFactory().createSocket("127.0.0.1", port);
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(name == null ? List.<SNIServerName>of() : List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String shown(int port, @Nullable String name) throws IOException {
        try (var socket = connect(port, name)) {
            socket.startHandshake();
            var leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return leaf.getSubjectX500Principal().getName();
        }
    }

    @Test
    void showsANewCertificateToTheNextConnection() throws Exception {
        var renewed = Serving.CERTIFICATES.identity("renewed", "CN=renewed", "dns:localhost");
        var current = new AtomicReference<Identity>(Serving.IDENTITY);
        try (var serving = Serving.tls(HttpLimits.DEFAULTS, ServerTls.of(current::get), OK);
                var open = RawClient.tls(serving.port(), "http/1.1")) {
            assertThat(shown(serving.port(), null)).isEqualTo("CN=server");
            current.set(renewed);
            assertThat(shown(serving.port(), null)).isEqualTo("CN=renewed");
            open.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until("ok");
        }
    }

    @Test
    void choosesACertificateByName() throws Exception {
        var certificates = Serving.CERTIFICATES;
        var exact = certificates.identity("exact", "CN=exact", "dns:a.example.com");
        var wildcard = certificates.identity("wildcard", "CN=wildcard", "dns:*.example.com");
        var configured = certificates.identity("configured", "CN=configured", "");
        var address = certificates.identity("address", "CN=address", "ip:127.0.0.1");
        var tls = ServerTls.of(() -> Serving.IDENTITY)
                .withNamed(List.of(
                        new NamedIdentity(List.of(), () -> wildcard),
                        new NamedIdentity(List.of(), () -> exact),
                        new NamedIdentity(List.of("Other.Example.ORG"), () -> configured),
                        new NamedIdentity(List.of(), () -> address)));
        try (var serving = Serving.tls(HttpLimits.DEFAULTS, tls, OK)) {
            int port = serving.port();
            assertThat(shown(port, "a.example.com")).isEqualTo("CN=exact");
            assertThat(shown(port, "B.example.com")).isEqualTo("CN=wildcard");
            assertThat(shown(port, "a.b.example.com")).isEqualTo("CN=server");
            assertThat(shown(port, "other.example.org")).isEqualTo("CN=configured");
            assertThat(shown(port, "unknown")).isEqualTo("CN=server");
            assertThat(shown(port, null)).as("by the address connected to").isEqualTo("CN=address");
        }
    }

    @Test
    void refusesOldVersions() throws Exception {
        var tls = ServerTls.of(() -> Serving.IDENTITY).withMinVersion("TLSv1.3");
        try (var serving = Serving.tls(HttpLimits.DEFAULTS, tls, OK);
                var socket = connect(serving.port(), null)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void speaksOnlyTheCiphersAllowed() throws Exception {
        var suite = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
        var tls = ServerTls.of(() -> Serving.IDENTITY).withCipherSuites(List.of(suite));
        try (var serving = Serving.tls(HttpLimits.DEFAULTS, tls, OK);
                var socket = connect(serving.port(), null)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @Test
    void closesWhoDoesNotShakeHands() throws Exception {
        var limits = HttpLimits.DEFAULTS.withHandshakeTime(java.time.Duration.ofMillis(100));
        try (var serving = Serving.tls(limits, OK)) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().read()).isNegative();
            }
            assertThat(serving.enforced()).containsExactly(Limit.HANDSHAKE_TIME);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
                socket.setSoTimeout(20_000);
                assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                        .doesNotContain("200");
            }
        }
    }

    @Test
    void refusesWithoutAUsableIdentity() {
        assertThatThrownBy(() -> ServerTls.of(() -> Serving.IDENTITY).withMinVersion("TLSv1"))
                .hasMessage("minVersion is neither TLSv1.2 nor TLSv1.3: TLSv1");
    }
}
