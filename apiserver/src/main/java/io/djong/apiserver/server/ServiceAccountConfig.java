package io.djong.apiserver.server;

import io.djong.pki.FixedTestKeys;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.PkiException;
import java.time.Duration;
import java.util.List;

/// How service account tokens are made and checked.
///
/// @param issuers the first is named in new tokens, all are accepted
/// @param audiences of this server; the first issuer when none is given
/// @param signer signs new tokens
/// @param verifier knows whose tokens are accepted
/// @param maximum how long a token may live; zero for no limit
/// @param extend whether tokens of pods live a year, so that old clients which never reload go on working
public record ServiceAccountConfig(
        List<String> issuers,
        List<String> audiences,
        JwtSigner signer,
        JwtVerifier verifier,
        Duration maximum,
        boolean extend) {
    private static final String ISSUER = "https://kubernetes.default.svc";

    /// With the usual issuer, no limit, and long lives for tokens of pods.
    ///
    /// @param signer signs new tokens
    /// @param verifier knows whose tokens are accepted
    public static ServiceAccountConfig of(JwtSigner signer, JwtVerifier verifier) {
        return new ServiceAccountConfig(List.of(ISSUER), List.of(), signer, verifier, Duration.ZERO, true);
    }

    /// With a key that everybody knows, for simulations.
    static ServiceAccountConfig fixed() {
        var key = FixedTestKeys.serviceAccountKey();
        try {
            return of(new JwtSigner(key), new JwtVerifier(List.of(key.getPublic())));
        } catch (PkiException e) {
            throw new IllegalStateException("the fixed key is of a known kind", e);
        }
    }
}
