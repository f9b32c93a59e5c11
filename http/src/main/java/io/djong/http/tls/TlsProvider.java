package io.djong.http.tls;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.List;

/// Which TLS library there is, and what both ends share.
final class TlsProvider {
    private TlsProvider() {}

    static SslProvider best() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    static List<String> versions(String min) {
        return min.equals("TLSv1.3") ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2");
    }

    static List<String> ciphers(List<String> wanted) {
        if (wanted.isEmpty()) return Http2SecurityUtil.CIPHERS;
        var ciphers = new java.util.ArrayList<>(wanted);
        for (var each : Http2SecurityUtil.CIPHERS) {
            if (each.startsWith("TLS_AES_") || each.startsWith("TLS_CHACHA20_POLY1305_SHA256")) ciphers.add(each);
        }
        return ciphers;
    }

    static ApplicationProtocolConfig protocols(boolean http2) {
        var names = http2
                ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
                : List.of(ApplicationProtocolNames.HTTP_1_1);
        return new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, names);
    }
}
