package io.djong.apiserver.authentication.x509;

import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.Credentials;
import io.djong.apiserver.authentication.User;
import io.djong.pki.Certificates;
import io.djong.pki.KeyUse;
import io.djong.pki.PkiException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Client certificates that lead to one of our authorities and are meant for clients.
public final class CertificateAuthenticator implements Authenticator {
    private final Supplier<List<X509Certificate>> authorities;
    private final InstantSource clock;

    /// @param authorities asked on each request, so that the file they come from can be replaced
    public CertificateAuthenticator(Supplier<List<X509Certificate>> authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    @Override
    public Result authenticate(Credentials credentials) {
        var chain = credentials.certificates();
        if (chain.isEmpty()) {
            return new Result.NotMine();
        }
        var leaf = chain.getFirst();
        try {
            Certificates.verify(chain, authorities.get(), clock.instant(), KeyUse.CLIENT_AUTH);
        } catch (PkiException e) {
            return new Result.Wrong(String.valueOf(e.getMessage()));
        }
        var subject = Certificates.subject(leaf);
        if (subject.commonName().isEmpty()) {
            return new Result.NotMine();
        }
        var extra = Map.of(
                "authentication.kubernetes.io/credential-id", List.of("X509SHA256=" + Certificates.fingerprint(leaf)));
        return new Result.Known(new User(subject.commonName(), "", subject.organizations(), extra));
    }
}
