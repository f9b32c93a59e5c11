package io.djong.store.etcd;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an etcd cluster is, and how long it is waited for.
///
/// @param endpoints `http://` or `https://` URIs of its servers, in the order in which they are tried
/// @param tls for the `https` ones, null for the JDK's trust and no certificate
/// @param requestTimeout how long one request may take, attempts at other servers included
public record EtcdOptions(List<URI> endpoints, @Nullable EtcdTls tls, Duration requestTimeout) {
    /// What a request may take unless told otherwise.
    public static final Duration REQUEST_TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    public EtcdOptions {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("at least one endpoint");
        }
        for (URI endpoint : endpoints) {
            boolean known = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
            if (!known || endpoint.getHost() == null || endpoint.getPort() < 0) {
                throw new IllegalArgumentException(
                        "an endpoint is http://host:port or https://host:port, not " + endpoint);
            }
        }
    }

    public static EtcdOptions of(URI... endpoints) {
        return new EtcdOptions(List.of(endpoints), null, REQUEST_TIMEOUT_DEFAULT);
    }

    public EtcdOptions withTls(EtcdTls value) {
        return new EtcdOptions(endpoints, value, requestTimeout);
    }

    public EtcdOptions withRequestTimeout(Duration value) {
        return new EtcdOptions(endpoints, tls, value);
    }
}
