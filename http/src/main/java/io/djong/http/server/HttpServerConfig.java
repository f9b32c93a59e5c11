package io.djong.http.server;

import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.LimitListener;
import io.djong.http.tls.ServerTls;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What a server is told.
///
/// @param bind where it listens; port 0 for any free one
/// @param tls null for plain HTTP/1.1
/// @param http2 whether HTTP/2 is offered (over TLS only)
/// @param limits see there
/// @param enforced told of each limit that is enforced
public record HttpServerConfig(
        InetSocketAddress bind, @Nullable ServerTls tls, boolean http2, HttpLimits limits, LimitListener enforced) {

    /// HTTPS with both protocols and the default limits.
    public static HttpServerConfig secure(InetSocketAddress bind, ServerTls tls) {
        return new HttpServerConfig(bind, tls, true, HttpLimits.DEFAULTS, LimitListener.NONE);
    }

    /// Plain HTTP/1.1 with the default limits.
    public static HttpServerConfig plain(InetSocketAddress bind) {
        return new HttpServerConfig(bind, null, false, HttpLimits.DEFAULTS, LimitListener.NONE);
    }

    public HttpServerConfig withLimits(HttpLimits value) {
        return new HttpServerConfig(bind, tls, http2, value, enforced);
    }

    public HttpServerConfig withEnforced(LimitListener value) {
        return new HttpServerConfig(bind, tls, http2, limits, value);
    }

    public HttpServerConfig withHttp2(boolean value) {
        return new HttpServerConfig(bind, tls, value, limits, enforced);
    }
}
