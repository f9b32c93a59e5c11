package io.djong.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private final CertificateAuthority authority =
            CertificateAuthority.selfSigned("kubernetes", CertificateAuthority.TEN_YEARS, NOW);

    @Test
    void issuesAClientCertificateThatNamesUserAndGroups() throws Exception {
        IssuedCertificate issued =
                authority.issue(CertificateTemplate.client(Subject.of("ann", "dev", "system:masters")), NOW);
        Certificates.verify(List.of(issued.certificate()), List.of(authority.certificate()), NOW, KeyUse.CLIENT_AUTH);
        Subject subject = Certificates.subject(issued.certificate());
        assertThat(subject.commonName()).isEqualTo("ann");
        assertThat(subject.organizations()).containsExactlyInAnyOrder("dev", "system:masters");
        assertThat(issued.certificate().getNotBefore().toInstant()).isEqualTo(NOW.minus(CertificateAuthority.BACKDATE));
        assertThat(issued.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(CertificateTemplate.ONE_YEAR));
        assertThat(IssuedCertificate.parse(issued.certificatePem(), issued.keyPem())
                        .certificate())
                .isEqualTo(issued.certificate());
    }

    @Test
    void issuesAServingCertificateWithNamesAndAddresses() throws Exception {
        X509Certificate certificate = authority
                .issue(
                        CertificateTemplate.server(
                                Subject.of("kube-apiserver"),
                                List.of("kubernetes.default.svc", "localhost"),
                                List.of(InetAddress.ofLiteral("10.43.0.1"), InetAddress.ofLiteral("::1"))),
                        NOW)
                .certificate();
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("kubernetes.default.svc", "localhost", "10.43.0.1", "0:0:0:0:0:0:0:1");
        Certificates.verify(List.of(certificate), List.of(authority.certificate()), NOW, KeyUse.SERVER_AUTH);
        assertThatThrownBy(() -> Certificates.verify(
                        List.of(certificate), List.of(authority.certificate()), NOW, KeyUse.CLIENT_AUTH))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("incompatible key usage");
    }

    @Test
    void neverOutlivesItself() {
        CertificateAuthority brief = CertificateAuthority.selfSigned("brief", Duration.ofDays(1), NOW);
        assertThat(brief.issue(CertificateTemplate.client(Subject.of("a")), NOW)
                        .certificate()
                        .getNotAfter())
                .isEqualTo(brief.certificate().getNotAfter());
    }

    @Test
    void refusesStrangersAndTheExpired() {
        X509Certificate certificate = authority
                .issue(CertificateTemplate.client(Subject.of("a")), NOW)
                .certificate();
        CertificateAuthority other = CertificateAuthority.selfSigned("kubernetes", Duration.ofDays(1), NOW);
        assertThatThrownBy(() -> Certificates.verify(
                        List.of(certificate), List.of(other.certificate()), NOW, KeyUse.CLIENT_AUTH))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("unknown authority");
        assertThatThrownBy(() -> Certificates.verify(
                        List.of(certificate),
                        List.of(authority.certificate()),
                        NOW.plus(Duration.ofDays(366)),
                        KeyUse.CLIENT_AUTH))
                .hasMessageContaining("expired");
    }

    @Test
    void isReadBackAndRefusesAStrangersKey() throws Exception {
        CertificateAuthority read = CertificateAuthority.parse(authority.certificatePem(), authority.keyPem());
        assertThat(read.certificate()).isEqualTo(authority.certificate());
        assertThatThrownBy(() -> CertificateAuthority.parse(authority.certificatePem(), Keys.sec1Pem(Keys.ecP256())))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("does not belong");
        IssuedCertificate leaf = authority.issue(CertificateTemplate.client(Subject.of("a")), NOW);
        assertThatThrownBy(() -> CertificateAuthority.parse(leaf.certificatePem(), leaf.keyPem()))
                .hasMessageContaining("not an authority's");
    }

    @Test
    void signsWhatARequestAsksFor() throws Exception {
        KeyPair key = Keys.ecP256();
        String pem = CertificateRequest.create(
                key,
                Subject.of("system:node:n1", "system:nodes"),
                List.of("n1"),
                List.of(InetAddress.ofLiteral("192.168.0.7")));
        CertificateRequest request = CertificateRequest.parse(pem);
        assertThat(request.subject()).isEqualTo(Subject.of("system:node:n1", "system:nodes"));
        assertThat(request.dnsNames()).containsExactly("n1");
        assertThat(request.ipAddresses()).containsExactly(InetAddress.ofLiteral("192.168.0.7"));
        assertThat(request.publicKey()).isEqualTo(key.getPublic());
        X509Certificate signed = authority.issue(
                CertificateTemplate.client(request.subject())
                        .withUses(EnumSet.of(KeyUse.CLIENT_AUTH, KeyUse.DIGITAL_SIGNATURE)),
                request.publicKey(),
                NOW);
        assertThat(signed.getKeyUsage()[0]).isTrue();
        assertThat(signed.getKeyUsage()[2]).isFalse();
    }

    @Test
    void aRequestThatIsForgedOrBrokenIsRefused() {
        String pem = CertificateRequest.create(Keys.ecP256(), Subject.of("a"), List.of(), List.of());
        byte[] der;
        try {
            der = Pem.parse(pem).getFirst().der();
        } catch (PkiException e) {
            throw new AssertionError(e);
        }
        der[der.length - 1] ^= 1;
        assertThatThrownBy(() -> CertificateRequest.parse(Pem.write(CertificateRequest.PEM_TYPE, der)))
                .isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> CertificateRequest.parse("")).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> CertificateRequest.parse(Pem.write(CertificateRequest.PEM_TYPE, new byte[] {48, 3})))
                .isInstanceOf(PkiException.class);
    }

    @Test
    void renewalLiesBetweenSeventyAndNinetyPercentOfTheLife() {
        X509Certificate certificate = authority
                .issue(CertificateTemplate.client(Subject.of("a")), NOW)
                .certificate();
        Instant from = certificate.getNotBefore().toInstant();
        long lifeMs =
                Duration.between(from, certificate.getNotAfter().toInstant()).toMillis();
        for (int seed = 0; seed < 100; seed++) {
            Instant at = Rotation.renewAt(certificate, new Random(seed));
            assertThat(Duration.between(from, at).toMillis()).isBetween(lifeMs * 7 / 10, lifeMs * 9 / 10);
        }
    }
}
