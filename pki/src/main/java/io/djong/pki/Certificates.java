package io.djong.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// Certificates read, written, looked into and checked against authorities.
public final class Certificates {
    static final String CERTIFICATE = "CERTIFICATE";

    private Certificates() {}

    /// All certificates of a PEM text, in order; other blocks are passed over.
    ///
    /// @throws PkiException none at all, or one that cannot be read
    public static List<X509Certificate> parse(String pem) throws PkiException {
        List<X509Certificate> found = new ArrayList<>();
        for (Pem.Block block : Pem.parse(pem)) {
            if (block.type().equals(CERTIFICATE)) {
                found.add(parseDer(block.der()));
            }
        }
        if (found.isEmpty()) {
            throw new PkiException("The data does not contain a PEM encoded certificate.");
        }
        return List.copyOf(found);
    }

    /// One certificate in its DER form.
    public static X509Certificate parseDer(byte[] der) throws PkiException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new PkiException("The certificate cannot be read.", e);
        }
    }

    /// The certificates as one PEM text.
    public static String pem(Collection<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(Pem.write(CERTIFICATE, certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate in memory could not be written", e);
            }
        }
        return text.toString();
    }

    public static String pem(X509Certificate certificate) {
        return pem(List.of(certificate));
    }

    /// The SHA-256 of the whole certificate, in hexadecimal.
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Hash.SHA_256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate in memory could not be written", e);
        }
    }

    /// User and groups.
    public static Subject subject(X509Certificate certificate) {
        return Subject.from(certificate.getSubjectX500Principal());
    }

    /// Checks what a peer presented: the first certificate is its own, the others may help to build the path.
    ///
    /// @param presented the peer's certificates, its own first
    /// @param authorities whom we trust
    /// @param now the time of the check
    /// @param use what the first certificate must be good for: [KeyUse#CLIENT_AUTH] or [KeyUse#SERVER_AUTH]
    /// @throws PkiException when there is no path to an authority, a certificate is out of its time, or the
    /// use is not among its own
    public static void verify(
            List<X509Certificate> presented, Collection<X509Certificate> authorities, Instant now, KeyUse use)
            throws PkiException {
        if (presented.isEmpty()) {
            throw new PkiException("The peer presented no certificate.");
        }
        X509Certificate own = presented.getFirst();
        if (now.isBefore(own.getNotBefore().toInstant())
                || now.isAfter(own.getNotAfter().toInstant())) {
            throw new PkiException("The certificate has expired or is not yet valid: current time " + now
                    + " is outside of " + own.getNotBefore().toInstant() + " to "
                    + own.getNotAfter().toInstant() + ".");
        }
        checkUse(own, use);
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate authority : authorities) {
            if (authority.equals(own)) {
                return;
            }
            anchors.add(new TrustAnchor(authority, null));
        }
        if (anchors.isEmpty()) {
            throw new PkiException("The certificate is signed by an unknown authority.");
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(path(presented, authorities)),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new PkiException("The certificate is signed by an unknown authority.", e);
        }
    }

    /// The chain from the peer's certificate to the one below an authority, whatever order the rest came in.
    private static List<X509Certificate> path(
            List<X509Certificate> presented, Collection<X509Certificate> authorities) {
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate last = presented.getFirst();
        path.add(last);
        while (path.size() < presented.size()) {
            X509Certificate below = last;
            if (authorities.stream()
                    .anyMatch(a -> a.getSubjectX500Principal().equals(below.getIssuerX500Principal()))) {
                break;
            }
            X509Certificate next = presented.stream()
                    .filter(c -> !path.contains(c))
                    .filter(c -> c.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                break;
            }
            path.add(next);
            last = next;
        }
        return path;
    }

    private static void checkUse(X509Certificate certificate, KeyUse use) throws PkiException {
        KeyPurposeId wanted = use.purpose();
        if (wanted == null) {
            throw new IllegalArgumentException(use.apiName() + " is not an extended key usage");
        }
        List<String> allowed;
        try {
            allowed = certificate.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            throw new PkiException("The certificate's extended key usage cannot be read.", e);
        }
        if (allowed != null
                && !allowed.contains(wanted.getId())
                && !allowed.contains(KeyPurposeId.anyExtendedKeyUsage.getId())) {
            throw new PkiException(
                    "The certificate specifies an incompatible key usage: it is not for " + use.apiName() + ".");
        }
    }
}
