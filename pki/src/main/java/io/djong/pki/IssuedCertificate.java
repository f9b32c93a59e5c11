package io.djong.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/// A certificate with the key it was made for.
public record IssuedCertificate(X509Certificate certificate, KeyPair key) {
    public String certificatePem() {
        return Certificates.pem(certificate);
    }

    /// Secret: the key in SEC1 form when elliptic, else PKCS#8.
    public String keyPem() {
        return key.getPublic() instanceof java.security.interfaces.ECPublicKey
                ? Keys.sec1Pem(key)
                : Keys.pkcs8Pem(key.getPrivate());
    }

    /// Reads a certificate (the first of the text) and its key.
    ///
    /// @throws PkiException unreadable input, or a key that does not belong to the certificate
    public static IssuedCertificate parse(String certificatePem, String keyPem) throws PkiException {
        X509Certificate certificate = Certificates.parse(certificatePem).getFirst();
        KeyPair key = Keys.parsePrivate(keyPem);
        if (!certificate.getPublicKey().equals(key.getPublic())) {
            throw new PkiException("The private key does not belong to the certificate \""
                    + certificate.getSubjectX500Principal() + "\".");
        }
        return new IssuedCertificate(certificate, key);
    }
}
