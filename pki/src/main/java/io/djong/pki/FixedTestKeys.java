package io.djong.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;

/// Keys that are the same in every run and known to everybody: for simulated clusters only, whose bytes must not
/// depend on chance. Never for a cluster that a network reaches.
public final class FixedTestKeys {
    private FixedTestKeys() {}

    /// An authority on P-256, valid from 1970 to 2200.
    public static CertificateAuthority authority() {
        try {
            return CertificateAuthority.parse(resource("fixed-test-ca.crt"), resource("fixed-test-ca.key"));
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The RSA key that signs service account tokens; PKCS#1 signatures are the same each time.
    public static KeyPair serviceAccountKey() {
        try {
            return Keys.parsePrivate(resource("fixed-test-service-account.key"));
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = FixedTestKeys.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
