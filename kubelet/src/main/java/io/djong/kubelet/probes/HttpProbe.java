package io.djong.kubelet.probes;

import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.base.time.Environment;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.client.Origin;
import io.djong.http.tls.ClientTls;
import io.djong.kubelet.runtime.NetworkFault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Asks a pod by HTTP, each time on a new connection. Certificates are not verified; redirects are
/// followed on the same host only.
final class HttpProbe implements AutoCloseable {
    private static final int REDIRECTS_MAX = 10;
    private static final int BODY_BYTES_MAX = 10 * 1024;
    private static final String AGENT = "kube-probe/1.36";

    private final Environment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable HttpClient client;

    HttpProbe(Environment environment) {
        this.environment = environment;
    }

    /// Made when it is first needed: it brings threads of its own.
    private HttpClient client() {
        lock.lock();
        try {
            var known = client;
            if (known == null) {
                known = new HttpClient(
                        environment, HttpClientConfig.of(ClientTls.INSECURE).withHttp2(false));
                client = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    ProbeResult get(HTTPGetAction action, String podIp, int port, Duration timeout) throws InterruptedException {
        var host = action.host().isEmpty() ? podIp : action.host();
        var scheme = action.scheme().isEmpty() ? "http" : action.scheme().toLowerCase(Locale.ROOT);
        var path = action.path().startsWith("/") ? action.path() : "/" + action.path();
        var url = scheme + "://" + NetworkFault.authority(host, port) + path;
        try {
            var origin = new Origin(scheme.equals("https"), host, port);
            return follow(action, origin, encoded(path), url, timeout);
        } catch (IllegalArgumentException e) {
            return ProbeResult.unknown(String.valueOf(e.getMessage()));
        }
    }

    private ProbeResult follow(HTTPGetAction action, Origin first, String firstTarget, String url, Duration timeout)
            throws InterruptedException {
        var origin = first;
        var target = firstTarget;
        for (int redirects = 0; ; redirects++) {
            var request = request(action, origin, target).withTimeout(timeout);
            try (var response = client().send(request)) {
                var body = text(response.body().readNBytes(BODY_BYTES_MAX));
                int status = response.status();
                var location = response.headers().first("Location", "");
                if (status < 300 || status >= 400 || location.isEmpty()) {
                    return judged(status, body);
                }
                if (redirects == REDIRECTS_MAX) {
                    return ProbeResult.failure("stopped after 10 redirects");
                }
                var next = resolved(origin, target, location);
                if (next == null
                        || next.getHost() == null
                        || !Origin.of(next).host().equals(first.host())) {
                    return new ProbeResult(
                            ProbeResult.Outcome.WARNING, "Probe terminated redirects, Response body: " + body);
                }
                origin = Origin.of(next);
                target = ClientRequest.get(next).target();
            } catch (IOException e) {
                return ProbeResult.failure(NetworkFault.ofGet(url, e, origin));
            }
        }
    }

    private static ClientRequest request(HTTPGetAction action, Origin origin, String target) {
        var request = ClientRequest.of("GET", origin, target).withHeader("Connection", "close");
        var agent = false;
        var accept = false;
        for (var header : action.httpHeaders()) {
            agent |= header.name().equalsIgnoreCase("User-Agent");
            accept |= header.name().equalsIgnoreCase("Accept");
            request = request.withHeader(header.name(), header.value());
        }
        if (!agent) {
            request = request.withHeader("User-Agent", AGENT);
        }
        return accept ? request : request.withHeader("Accept", "*/*");
    }

    private static ProbeResult judged(int status, String body) {
        return status >= 200 && status < 400
                ? ProbeResult.success(body)
                : ProbeResult.failure("HTTP probe failed with statuscode: " + status);
    }

    private static @Nullable URI resolved(Origin origin, String target, String location) {
        try {
            return URI.create(origin + target).resolve(location);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Percent-encodes what must not stand in a request line.
    private static String encoded(String path) {
        var out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '"' && b != '<' && b != '>') {
                out.append((char) b);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
            }
        }
        return out.toString();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (client != null) {
                client.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
