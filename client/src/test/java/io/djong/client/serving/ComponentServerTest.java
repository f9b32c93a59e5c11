package io.djong.client.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.config.Settings;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.Identity;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentServerTest {
    private static final ServingOptions OPTIONS = new ServingOptions(10_257, false);

    private final RealEnvironment environment = RealEnvironment.create();
    private final CertificateAuthority authority = CertificateAuthority.selfSigned(
            "test", CertificateAuthority.TEN_YEARS, environment.clock().instant());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private ComponentServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        var ca = Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
        var settings = settings("--secure-port=" + freePort(), "--bind-address=127.0.0.1", "--client-ca-file=" + ca);
        var metrics = new MetricRegistry();
        metrics.counter("things_total", "Things.").inc();
        var serving = new ServingSettings(environment, OPTIONS, settings, "kube-test", metrics);
        opened.add(serving);
        var health = List.of(
                new HealthChecks("healthz", List.of()),
                new HealthChecks("readyz", List.of(new HealthCheck("informer-sync", () -> "not yet"))));
        server = new ComponentServer(
                "kube-test", environment, serving.config().orElseThrow(), health, metrics, "{\"a\":1}");
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        for (var each : opened) each.close();
        environment.close();
    }

    private static Settings settings(String... line) {
        var settings = OPTIONS.options().settings(OPTIONS.options().parse(List.of(line)), null);
        assertThat(settings.errors()).isEmpty();
        return settings;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String get(String path, ClientTls tls, Credentials credentials) throws Exception {
        var url = "https://127.0.0.1:" + server.address().getPort();
        try (var client =
                new HttpKubeClient(environment, ClientConfig.of(url, tls, credentials), new MetricRegistry())) {
            RawResponse answer = client.raw(RawRequest.get(path));
            return answer.status() + " " + new String(answer.body().toArray(), UTF_8).strip();
        }
    }

    private String get(String path) throws Exception {
        return get(path, ClientTls.INSECURE, Credentials.NONE);
    }

    private String getAs(String path, String user, String... groups) throws Exception {
        var issued = authority.issue(
                CertificateTemplate.client(Subject.of(user, groups)),
                environment.clock().instant());
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        return get(path, ClientTls.INSECURE.withIdentity(() -> identity), Credentials.NONE);
    }

    @Test
    void healthIsEverybodys() throws Exception {
        assertThat(get("/healthz")).isEqualTo("200 ok");
        assertThat(get("/readyz")).isEqualTo("500 [-]informer-sync failed: reason withheld\nreadyz check failed");
    }

    @Test
    void theRestIsForThoseWhoMay() throws Exception {
        assertThat(get("/metrics"))
                .startsWith("403 ")
                .contains("forbidden: User \\\"system:anonymous\\\" cannot get path \\\"/metrics\\\"")
                .contains("\"reason\":\"Forbidden\"");
        assertThat(getAs("/metrics", "ann", "dev")).startsWith("403 ").contains("User \\\"ann\\\"");
        assertThat(getAs("/metrics", "root", "system:masters"))
                .startsWith("200 ")
                .contains("things_total 1");
        assertThat(getAs("/configz", "root", "system:masters")).isEqualTo("200 {\"a\":1}");
        assertThat(getAs("/other", "root", "system:masters")).isEqualTo("404 404 page not found");
    }

    @Test
    void aTokenThatNobodyReviewsCountsForNothing() throws Exception {
        var credentials = Credentials.bearer(() -> "abc");
        assertThat(get("/healthz", ClientTls.INSECURE, credentials)).isEqualTo("200 ok");
        assertThat(get("/metrics", ClientTls.INSECURE, credentials))
                .startsWith("403 ")
                .contains("system:anonymous");
    }

    @Test
    void aCertificateOfStrangersProvesNothing() throws Exception {
        var now = environment.clock().instant();
        // A client shows only what the server's hint names, so the strangers bear our name.
        var strangers = CertificateAuthority.selfSigned("test", CertificateAuthority.TEN_YEARS, now);
        var issued = strangers.issue(CertificateTemplate.client(Subject.of("root", "system:masters")), now);
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        assertThat(get("/healthz", ClientTls.INSECURE.withIdentity(() -> identity), Credentials.NONE))
                .startsWith("401 ")
                .contains("\"reason\":\"Unauthorized\"");
    }

    @Test
    void unbuiltFlagsAreRefusedByName() {
        var line = OPTIONS.options().parse(List.of("--tls-sni-cert-key", "a,b", "--secure-port=0"));
        assertThat(OPTIONS.options().settings(line, null).errors())
                .singleElement()
                .asString()
                .contains("--tls-sni-cert-key is not built yet");
    }
}
