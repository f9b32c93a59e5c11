package io.djong.http.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The TLS contexts of a client, made anew when its identity or the authorities change. For use within this
/// module.
public final class ClientContexts {
    private final ClientTls tls;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Made made;

    public ClientContexts(ClientTls tls) {
        this.tls = tls;
    }

    /// What a connection is made with.
    ///
    /// @param generation rises when identity or authorities have changed
    public record Current(SslContext http2, SslContext http1, long generation) {}

    public Current current() throws SSLException {
        var identity = tls.identity() == null ? null : tls.identity().get();
        var authorities = tls.authorities() == null ? null : tls.authorities().get();
        var last = made;
        if (last != null && last.fits(identity, authorities)) return last.current;
        lock.lock();
        try {
            last = made;
            if (last != null && last.fits(identity, authorities)) return last.current;
            long generation = last == null ? 1 : last.current.generation + 1;
            var current =
                    new Current(build(identity, authorities, true), build(identity, authorities, false), generation);
            made = new Made(identity, authorities, current);
            return current;
        } finally {
            lock.unlock();
        }
    }

    private SslContext build(@Nullable Identity identity, @Nullable List<X509Certificate> authorities, boolean http2)
            throws SSLException {
        var builder = SslContextBuilder.forClient()
                .sslProvider(TlsProvider.best())
                .protocols(TlsProvider.versions("TLSv1.2"))
                .ciphers(TlsProvider.ciphers(List.of()), SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(TlsProvider.protocols(http2));
        if (tls.insecure()) {
            builder.trustManager(new HintsOnly(List.of())).endpointIdentificationAlgorithm(null);
        } else {
            if (authorities != null) builder.trustManager(authorities.toArray(X509Certificate[]::new));
            builder.endpointIdentificationAlgorithm("HTTPS");
        }
        if (identity != null) {
            builder.keyManager(identity.key(), identity.chain().toArray(X509Certificate[]::new));
        }
        return builder.build();
    }

    private record Made(
            @Nullable Identity identity, @Nullable List<X509Certificate> authorities, Current current) {
        boolean fits(@Nullable Identity wanted, @Nullable List<X509Certificate> wantedAuthorities) {
            return Objects.equals(identity, wanted) && Objects.equals(authorities, wantedAuthorities);
        }
    }
}
