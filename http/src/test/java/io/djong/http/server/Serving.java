package io.djong.http.server;

import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.http.HttpHandler;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.http.tls.TestCertificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A running server for a test.
public final class Serving implements AutoCloseable {
    public static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    public static final Environment ENVIRONMENT = RealEnvironment.create();
    public static final TestCertificates CERTIFICATES = TestCertificates.create();
    public static final Identity IDENTITY = CERTIFICATES.identity("server", "CN=server", "dns:localhost,ip:127.0.0.1");

    private final HttpServer server;
    private final boolean secure;
    private final List<Limit> enforced;

    private Serving(HttpServer server, boolean secure, List<Limit> enforced) {
        this.server = server;
        this.secure = secure;
        this.enforced = enforced;
    }

    public static Serving plain(HttpHandler handler) throws Exception {
        return plain(HttpLimits.DEFAULTS, handler);
    }

    public static Serving plain(HttpLimits limits, HttpHandler handler) throws Exception {
        return start(HttpServerConfig.plain(ANY_PORT).withLimits(limits), handler);
    }

    public static Serving tls(HttpHandler handler) throws Exception {
        return tls(HttpLimits.DEFAULTS, handler);
    }

    public static Serving tls(HttpLimits limits, HttpHandler handler) throws Exception {
        return tls(limits, ServerTls.of(() -> IDENTITY), handler);
    }

    public static Serving tls(HttpLimits limits, ServerTls tls, HttpHandler handler) throws Exception {
        return start(HttpServerConfig.secure(ANY_PORT, tls).withLimits(limits), handler);
    }

    private static Serving start(HttpServerConfig config, HttpHandler handler) throws Exception {
        var enforced = new CopyOnWriteArrayList<Limit>();
        var server = new HttpServer(ENVIRONMENT, config.withEnforced(enforced::add), handler);
        server.start();
        return new Serving(server, config.tls() != null, enforced);
    }

    public int port() {
        return server.address().getPort();
    }

    public URI uri(String target) {
        return URI.create((secure ? "https" : "http") + "://localhost:" + port() + target);
    }

    public HttpServer server() {
        return server;
    }

    public List<Limit> enforced() {
        return enforced;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
