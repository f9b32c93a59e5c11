package io.djong.client.remote;

import io.djong.http.client.Origin;
import io.djong.http.tls.ClientTls;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the API server is, and as whom to talk to it.
///
/// @param server scheme, host and port
/// @param basePath what stands before `/api`, "" for nothing; no slash at its end
/// @param tls whom to trust and by which certificate to be known
/// @param credentials a token or password, and whom to impersonate
/// @param userAgent as upstream: `name/version (os/arch) …`
/// @param contentType `application/vnd.kubernetes.protobuf`, or `application/json` for all kinds
///     (`--kube-api-content-type`)
/// @param requestsPerSecond 0 for no limit on this side (`--kube-api-qps`); the server's flow control is the real
///     one
/// @param burst requests at once above that rate (`--kube-api-burst`)
/// @param timeout of one request, watches excepted; null for none
public record ClientConfig(
        Origin server,
        String basePath,
        ClientTls tls,
        Credentials credentials,
        String userAgent,
        String contentType,
        double requestsPerSecond,
        int burst,
        @Nullable Duration timeout) {
    /// Upstream's protobuf.
    public static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    /// JSON.
    public static final String JSON = "application/json";

    /// Of a server's URL, such as `https://127.0.0.1:6443`, with protobuf and no limits.
    ///
    /// @throws IllegalArgumentException for a URL that is none
    public static ClientConfig of(String url, ClientTls tls, Credentials credentials) {
        URI uri = URI.create(url);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) path = path.substring(0, path.length() - 1);
        return new ClientConfig(Origin.of(uri), path, tls, credentials, "djong", PROTOBUF, 0, 0, null);
    }

    /// The configuration with other credentials.
    public ClientConfig withCredentials(Credentials value) {
        return new ClientConfig(
                server, basePath, tls, value, userAgent, contentType, requestsPerSecond, burst, timeout);
    }

    /// The configuration with another name for the server's logs.
    public ClientConfig withUserAgent(String value) {
        return new ClientConfig(
                server, basePath, tls, credentials, value, contentType, requestsPerSecond, burst, timeout);
    }

    /// The configuration with another body format for built-in kinds.
    public ClientConfig withContentType(String value) {
        return new ClientConfig(
                server, basePath, tls, credentials, userAgent, value, requestsPerSecond, burst, timeout);
    }

    /// The configuration with a limit on requests.
    public ClientConfig withLimit(double perSecond, int newBurst) {
        return new ClientConfig(
                server, basePath, tls, credentials, userAgent, contentType, perSecond, newBurst, timeout);
    }

    /// The configuration with a limit on the time of one request.
    public ClientConfig withTimeout(@Nullable Duration value) {
        return new ClientConfig(
                server, basePath, tls, credentials, userAgent, contentType, requestsPerSecond, burst, value);
    }
}
