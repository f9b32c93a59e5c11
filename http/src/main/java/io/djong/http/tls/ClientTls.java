package io.djong.http.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS. The suppliers are asked for every new connection; when one gives another value
/// than before, existing connections serve what they have begun and no more.
///
/// @param identity who we are; null, or a supplier of null, for nobody
/// @param authorities whom we trust to name servers; null for what the JDK trusts
/// @param insecure trusts every server (upstream's `insecure-skip-tls-verify`)
/// @param serverName what the server's certificate must name and what is asked for by SNI, instead of the
///     host connected to
public record ClientTls(
        @Nullable Supplier<@Nullable Identity> identity,
        @Nullable Supplier<List<X509Certificate>> authorities,
        boolean insecure,
        @Nullable String serverName) {

    /// Trusts what the JDK trusts and is nobody.
    public static final ClientTls DEFAULT = new ClientTls(null, null, false, null);

    /// Trusts every server: for tests, and for who asked for it.
    public static final ClientTls INSECURE = new ClientTls(null, null, true, null);

    /// Trusts these authorities.
    public static ClientTls trusting(Supplier<List<X509Certificate>> authorities) {
        return new ClientTls(null, authorities, false, null);
    }

    public ClientTls withIdentity(Supplier<@Nullable Identity> who) {
        return new ClientTls(who, authorities, insecure, serverName);
    }

    public ClientTls withServerName(String name) {
        return new ClientTls(identity, authorities, insecure, name);
    }
}
