package io.djong.http.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The TLS contexts of a server, made anew when an identity or the client authorities change. For use
/// within this module.
public final class ServerContexts {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final ServerTls tls;
    private final boolean http2;
    private final Slot main;
    private final List<Slot> named = new ArrayList<>();

    /// @param http2 whether HTTP/2 is offered
    /// @throws SSLException when the present identities cannot be used
    public ServerContexts(ServerTls tls, boolean http2) throws SSLException {
        this.tls = tls;
        this.http2 = http2;
        main = new Slot(List.of(), tls.identity());
        for (var each : tls.named()) named.add(new Slot(each.names(), each.identity()));
        main.current();
        for (var each : named) each.current();
    }

    /// Whether the answer depends on the name that the client asks for.
    public boolean byName() {
        return !named.isEmpty();
    }

    /// The context for a client that asks for this name, or that connected to this address and asks for
    /// none.
    public SslContext select(@Nullable String serverName, String localAddress) throws SSLException {
        if (named.isEmpty()) return main.current();
        var wanted = (serverName == null || serverName.isEmpty() ? localAddress : serverName).toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        var wildcard = serverName == null || dot < 0 ? wanted : "*" + wanted.substring(dot);
        for (var each : named) {
            if (each.names().contains(wanted)) return each.current();
        }
        for (var each : named) {
            if (each.names().contains(wildcard)) return each.current();
        }
        return main.current();
    }

    private static List<String> namesOf(X509Certificate certificate) {
        var names = new ArrayList<String>();
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null) return names;
            for (var each : alternatives) {
                int kind = (Integer) each.get(0);
                if ((kind == DNS_NAME || kind == IP_ADDRESS) && each.get(1) instanceof String name) {
                    names.add(name.toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    private final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<String> configuredNames;
        private final Supplier<Identity> source;
        private volatile @Nullable Made made;

        Slot(List<String> names, Supplier<Identity> source) {
            configuredNames =
                    names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
            this.source = source;
        }

        List<String> names() {
            if (!configuredNames.isEmpty()) return configuredNames;
            var last = made;
            return last == null ? List.of() : last.names;
        }

        SslContext current() throws SSLException {
            var identity = source.get();
            var authorities = tls.clientAuthorities() == null
                    ? null
                    : tls.clientAuthorities().get();
            var last = made;
            if (last != null && last.fits(identity, authorities)) return last.context;
            lock.lock();
            try {
                last = made;
                if (last != null && last.fits(identity, authorities)) return last.context;
                var next = new Made(
                        identity,
                        authorities,
                        build(identity, authorities),
                        namesOf(identity.chain().getFirst()));
                made = next;
                return next.context;
            } finally {
                lock.unlock();
            }
        }

        private SslContext build(Identity identity, @Nullable List<X509Certificate> authorities) throws SSLException {
            var builder = SslContextBuilder.forServer(
                            identity.key(), identity.chain().toArray(X509Certificate[]::new))
                    .sslProvider(TlsProvider.best())
                    .protocols(TlsProvider.versions(tls.minVersion()))
                    .ciphers(TlsProvider.ciphers(tls.cipherSuites()), SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(TlsProvider.protocols(http2));
            if (authorities != null) {
                builder.clientAuth(ClientAuth.OPTIONAL).trustManager(new HintsOnly(authorities));
            }
            return builder.build();
        }
    }

    private record Made(
            Identity identity, @Nullable List<X509Certificate> authorities, SslContext context, List<String> names) {
        boolean fits(Identity wanted, @Nullable List<X509Certificate> wantedAuthorities) {
            return Objects.equals(identity, wanted) && Objects.equals(authorities, wantedAuthorities);
        }
    }
}
