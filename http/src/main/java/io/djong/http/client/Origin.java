package io.djong.http.client;

import java.net.URI;
import java.util.Locale;

/// Who is talked to: scheme, host and port.
///
/// @param host a name or an address; an IPv6 address without brackets
public record Origin(boolean secure, String host, int port) {
    public Origin {
        if (host.isEmpty()) throw new IllegalArgumentException("an origin without a host");
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("not a port: " + port);
        host = host.toLowerCase(Locale.ROOT);
    }

    /// Of an `http` or `https` URI.
    ///
    /// @throws IllegalArgumentException for another scheme or no host
    public static Origin of(URI uri) {
        var scheme = uri.getScheme();
        boolean secure = "https".equalsIgnoreCase(scheme);
        if (!secure && !"http".equalsIgnoreCase(scheme))
            throw new IllegalArgumentException("neither http nor https: " + uri);
        var host = uri.getHost();
        if (host == null) throw new IllegalArgumentException("no host: " + uri);
        if (host.startsWith("[")) host = host.substring(1, host.length() - 1);
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        return new Origin(secure, host, port);
    }

    /// As a `Host` header names it: without the scheme's own port.
    public String authority() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}
