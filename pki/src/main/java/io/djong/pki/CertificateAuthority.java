package io.djong.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate and its key that sign other certificates. Immutable and safe for use by several threads.
///
/// Certificates begin [#BACKDATE] before the time of issue, so that a peer whose clock is behind accepts them, and so
/// does the machine itself when its clock is set back after they were made; they never outlive the authority.
public final class CertificateAuthority {
    /// How far before its issue a certificate begins: a clock that was wrong by hours or by a time zone when the keys
    /// were made, and is put right, locks nobody out. (kubeadm and upstream's signer of requests take 5 minutes.)
    public static final Duration BACKDATE = Duration.ofDays(1);

    /// Ten years, as kubeadm gives.
    public static final Duration TEN_YEARS = Duration.ofDays(3650);

    private final X509Certificate certificate;
    private final KeyPair key;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(X509Certificate certificate, KeyPair key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// A new authority that signs itself, with a P-256 key.
    public static CertificateAuthority selfSigned(String commonName, Duration validity, Instant now) {
        return selfSigned(commonName, Keys.ecP256(), validity, now);
    }

    /// A new authority that signs itself with this key.
    public static CertificateAuthority selfSigned(String commonName, KeyPair key, Duration validity, Instant now) {
        X500Name name = Subject.of(commonName).name();
        try {
            X509v3CertificateBuilder builder = builder(
                    name, serial(new SecureRandom()), now.minus(BACKDATE), now.plus(validity), name, key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyCertSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions().createSubjectKeyIdentifier(spki(key.getPublic())));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, commonName)));
            return new CertificateAuthority(sign(builder, key), key);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate could not be written in memory", e);
        }
    }

    /// An authority that was written earlier.
    ///
    /// @throws PkiException unreadable input, a certificate that is no authority's, or a key that is not its own
    public static CertificateAuthority parse(String certificatePem, String keyPem) throws PkiException {
        X509Certificate certificate = Certificates.parse(certificatePem).getFirst();
        KeyPair key = Keys.parsePrivate(keyPem);
        if (certificate.getBasicConstraints() < 0) {
            throw new PkiException(
                    "The certificate \"" + certificate.getSubjectX500Principal() + "\" is not an authority's.");
        }
        if (!certificate.getPublicKey().equals(key.getPublic())) {
            throw new PkiException("The private key does not belong to the certificate \""
                    + certificate.getSubjectX500Principal() + "\".");
        }
        return new CertificateAuthority(certificate, key);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String certificatePem() {
        return Certificates.pem(certificate);
    }

    /// Secret: the authority's key, SEC1 for an elliptic one.
    public String keyPem() {
        return key.getPublic() instanceof ECPublicKey ? Keys.sec1Pem(key) : Keys.pkcs8Pem(key.getPrivate());
    }

    /// Makes a P-256 key and a certificate for it.
    public IssuedCertificate issue(CertificateTemplate template, Instant now) {
        KeyPair fresh = Keys.ecP256();
        return new IssuedCertificate(issue(template, fresh.getPublic(), now), fresh);
    }

    /// A certificate for somebody else's key.
    public X509Certificate issue(CertificateTemplate template, PublicKey holder, Instant now) {
        Instant end = now.plus(template.validity());
        Instant ownEnd = certificate.getNotAfter().toInstant();
        if (end.isAfter(ownEnd)) {
            end = ownEnd;
        }
        try {
            X509v3CertificateBuilder builder = builder(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                    serial(random),
                    now.minus(BACKDATE),
                    end,
                    template.subject().name(),
                    holder);
            Set<KeyUse> uses = template.uses();
            int bits = uses.stream().mapToInt(KeyUse::bit).reduce(0, (a, b) -> a | b);
            if (bits != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
            }
            KeyPurposeId[] purposes = uses.stream()
                    .map(KeyUse::purpose)
                    .filter(p -> p != null)
                    .distinct()
                    .toArray(KeyPurposeId[]::new);
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions().createAuthorityKeyIdentifier(spki(certificate.getPublicKey())));
            GeneralNames names = alternativeNames(template.dnsNames(), template.ipAddresses());
            if (names.getNames().length > 0) {
                boolean critical = template.subject().name().getRDNs().length == 0;
                builder.addExtension(Extension.subjectAlternativeName, critical, names);
            }
            return sign(builder, key);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate could not be written in memory", e);
        }
    }

    static GeneralNames alternativeNames(List<String> dnsNames, List<InetAddress> ipAddresses) {
        List<GeneralName> names = new ArrayList<>();
        for (String dns : dnsNames) {
            names.add(new GeneralName(GeneralName.dNSName, dns));
        }
        for (InetAddress ip : ipAddresses) {
            names.add(new GeneralName(GeneralName.iPAddress, ip.getHostAddress()));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, BigInteger serial, Instant from, Instant to, X500Name subject, PublicKey holder) {
        return new X509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(from.truncatedTo(ChronoUnit.SECONDS)),
                Date.from(to.truncatedTo(ChronoUnit.SECONDS)),
                subject,
                spki(holder));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair key) throws IOException {
        String algorithm = key.getPublic() instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
                    .getEncoded();
            return Certificates.parseDer(der);
        } catch (OperatorCreationException | PkiException e) {
            throw new IllegalStateException("a certificate could not be signed", e);
        }
    }

    private static X509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }

    private static SubjectPublicKeyInfo spki(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }

    /// Positive, 126 random bits (RFC 5280 4.1.2.2 allows 20 bytes).
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(126, random).setBit(126);
    }
}
