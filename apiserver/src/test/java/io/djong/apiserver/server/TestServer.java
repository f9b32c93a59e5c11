package io.djong.apiserver.server;

import io.djong.apiserver.authentication.token.TokenFile;
import io.djong.apiserver.authentication.x509.CertificateAuthenticator;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.Keys;
import io.djong.pki.Subject;
import io.djong.store.Store;
import io.djong.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A whole API server on a free port of the loopback device, with a certificate of its own and a static
/// token for an administrator.
public final class TestServer {
    public static final String ADMIN_TOKEN = "admin-token";
    public static final String ANN_TOKEN = "ann-token";

    private final RealEnvironment real;
    private final CertificateAuthority authority;
    private final Store store;
    private final ApiServer server;

    public TestServer(int port) throws Exception {
        this(RealEnvironment.create(), port);
    }

    private TestServer(RealEnvironment real, int port) throws Exception {
        this(
                real,
                real,
                port,
                "127.0.0.1",
                List.of("NamespaceLifecycle", "TaintNodesByCondition", "Priority", "DefaultTolerationSeconds"),
                ApiEnablement.defaults());
    }

    /// On a free port, with upstream's defaults as they were when the sample exchanges were recorded, and with a wall
    /// clock that stands still.
    public static TestServer likeRecorded() throws Exception {
        var real = RealEnvironment.create();
        return new TestServer(
                real,
                new StandingClock(real, real.clock().instant()),
                0,
                "10.0.2.15",
                ApiServerConfig.DEFAULT_ADMISSION_PLUGINS,
                ApiEnablement.defaults().withUnenforced(true));
    }

    /// On a free port, with every version and kind that is built.
    public static TestServer ofEverything() throws Exception {
        var real = RealEnvironment.create();
        return new TestServer(
                real, real, 0, "10.0.2.15", ApiServerConfig.BUILT_ADMISSION_PLUGINS, ApiEnablement.everything());
    }

    private TestServer(
            RealEnvironment real,
            Environment environment,
            int port,
            String advertisedAddress,
            List<String> admissionPlugins,
            ApiEnablement enablement)
            throws Exception {
        this.real = real;
        var now = environment.clock().instant();
        authority = CertificateAuthority.selfSigned("test", CertificateAuthority.TEN_YEARS, now);
        var loopback = InetAddress.getLoopbackAddress();
        var issued = authority.issue(
                CertificateTemplate.server(Subject.of("kube-apiserver"), List.of("localhost"), List.of(loopback)), now);
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        var tls = ServerTls.of(() -> identity).withClientAuthorities(() -> List.of(authority.certificate()));
        var key = Keys.ecP256();
        var config = new ApiServerConfig(
                        new ApiServerConfig.Https(new InetSocketAddress(loopback, port), tls),
                        List.of(
                                new CertificateAuthenticator(
                                        () -> List.of(authority.certificate()), environment.clock()),
                                TokenFile.parse(ADMIN_TOKEN + ",admin,1,system:masters\n" + ANN_TOKEN + ",ann,2\n")),
                        true,
                        List.of("RBAC"),
                        admissionPlugins,
                        "10.43.0.0/16",
                        30_000,
                        32_767,
                        advertisedAddress,
                        port == 0 ? 6_443 : port,
                        Duration.ofHours(1),
                        true,
                        ServiceAccountConfig.of(new JwtSigner(key), new JwtVerifier(List.of(key.getPublic()))))
                .withEnablement(enablement);
        store = new MemoryStore(environment);
        server = new ApiServer(environment, store, config, new MetricRegistry());
        server.start();
    }

    public ApiServer server() {
        return server;
    }

    /// For a client that trusts this server.
    public SSLContext clientTls() throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("test", authority.certificate());
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    public void stop() throws InterruptedException {
        server.stop();
        store.close();
        real.close();
    }

    public static void main(String[] args) throws Exception {
        new TestServer(Integer.parseInt(args[0]));
        Thread.currentThread().join();
    }
}
