package io.djong.http.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a server speaks TLS. The suppliers are asked for every new connection and must be quick; a value
/// that is another than before takes effect with that connection.
///
/// @param identity what is shown to who asks for no name, or for one that nothing in `named` matches
/// @param named by name, the first match wins, an exact one before a wildcard
/// @param clientAuthorities null: clients are not asked for a certificate. Else they are asked (Go's
///     `RequestClientCert`), and this list is the hint which authorities are known; NO certificate is
///     refused here, see [io.djong.http.Request#peerCertificates]
/// @param minVersion `TLSv1.2` or `TLSv1.3`
/// @param cipherSuites the IANA names of those allowed for TLS 1.2; empty for the default. TLS 1.3's are
///     not configurable, as with upstream
public record ServerTls(
        Supplier<Identity> identity,
        List<NamedIdentity> named,
        @Nullable Supplier<List<X509Certificate>> clientAuthorities,
        String minVersion,
        List<String> cipherSuites) {

    public ServerTls {
        named = List.copyOf(named);
        cipherSuites = List.copyOf(cipherSuites);
        if (!minVersion.equals("TLSv1.2") && !minVersion.equals("TLSv1.3")) {
            throw new IllegalArgumentException("minVersion is neither TLSv1.2 nor TLSv1.3: " + minVersion);
        }
    }

    /// With one certificate and upstream's defaults, not asking for client certificates.
    public static ServerTls of(Supplier<Identity> identity) {
        return new ServerTls(identity, List.of(), null, "TLSv1.2", List.of());
    }

    /// Asking for client certificates.
    public ServerTls withClientAuthorities(Supplier<List<X509Certificate>> authorities) {
        return new ServerTls(identity, named, authorities, minVersion, cipherSuites);
    }

    public ServerTls withNamed(List<NamedIdentity> identities) {
        return new ServerTls(identity, identities, clientAuthorities, minVersion, cipherSuites);
    }

    public ServerTls withMinVersion(String version) {
        return new ServerTls(identity, named, clientAuthorities, version, cipherSuites);
    }

    public ServerTls withCipherSuites(List<String> suites) {
        return new ServerTls(identity, named, clientAuthorities, minVersion, suites);
    }
}
