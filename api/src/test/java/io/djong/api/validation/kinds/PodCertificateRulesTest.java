package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules of requests for certificates of pods, as kube-apiserver 1.36.3 answers.
class PodCertificateRulesTest {
    private static final Sample<PodCertificateRequest> REQUEST = new Sample<>(
            PodCertificateRequest.TYPE,
            "{'metadata':{'name':'x','namespace':'n','resourceVersion':'1'},'spec':{'signerName':'example.com/s',"
                    + "'podName':'p','podUID':'u','serviceAccountName':'a','serviceAccountUID':'v','nodeName':'m',"
                    + "'nodeUID':'w'}}");

    private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair();
    }

    private static String proof(KeyPair pair, String algorithm, String of) throws GeneralSecurityException {
        var signing = Signature.getInstance(algorithm);
        signing.initSign(pair.getPrivate());
        signing.update(of.getBytes(UTF_8));
        return "'pkixPublicKey':'" + base64(pair.getPublic().getEncoded()) + "','proofOfPossession':'"
                + base64(signing.sign()) + "'";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String created(String spec) {
        return REQUEST.created("{'spec':{" + spec + "}}");
    }

    @Test
    void theKeySignsThePodsUid() throws GeneralSecurityException {
        assertThat(created(proof(pair("Ed25519", 0), "Ed25519", "u"))).isEmpty();
        assertThat(created(proof(pair("EC", 384), "SHA256withECDSA", "u"))).isEmpty();
        assertThat(created(proof(pair("Ed25519", 0), "Ed25519", "other")))
                .isEqualTo("spec.proofOfPossession: Invalid value: could not verify proof-of-possession signature");
        assertThat(created(proof(pair("RSA", 2048), "SHA256withRSA", "u")))
                .isEqualTo("spec.pkixPublicKey: Invalid value: \"2048-bit modulus\": RSA keys must have modulus size"
                        + " 3072 or 4096");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'podUID':'u' | spec: Invalid value: exactly one of (stubPKCS10Request) or (pkixPublicKey, proofOfPossession) must be set
        'stubPKCS10Request':'YQ==' | spec.stubPKCS10Request: Invalid value: must be a valid PKCS#10 CSR
        'pkixPublicKey':'YQ==','proofOfPossession':'YQ==' | spec.pkixPublicKey: Invalid value: "YQ==": must be a valid PKIX-serialized public key
        """)
    void aKeyThatIsWrong(String spec, String wrong) {
        assertThat(created(spec)).isEqualTo(wrong);
    }

    @Test
    void aCertificateLivesBetweenAnHourAndThreeMonths() throws GeneralSecurityException {
        String proof = proof(pair("Ed25519", 0), "Ed25519", "u");
        assertThat(REQUEST.with("{}").spec().maxExpirationSeconds()).isEqualTo(86_400);
        assertThat(created(proof + ",'maxExpirationSeconds':3599"))
                .isEqualTo("spec.maxExpirationSeconds: Invalid value: 3599: must be in the range [3600, 7862400]");
        assertThat(created(proof + ",'maxExpirationSeconds':86401,'signerName':'kubernetes.io/s'"))
                .isEqualTo("spec.maxExpirationSeconds: Invalid value: 86401: must be in the range [3600, 86400]");
    }

    @Test
    void whatIsAskedForStays() {
        assertThat(REQUEST.updated("{}", "{'spec':{'podName':'q'}}"))
                .startsWith(
                        "spec: Invalid value: {\"SignerName\":\"example.com/s\",\"PodName\":\"q\",\"PodUID\":\"u\",")
                .endsWith(": field is immutable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'certificateChain':'x' | status: Invalid value: status is immutable unless transitioning to "Issued", "Denied", or "Failed"
        'conditions':[{'type':'Denied','status':'True','reason':'R','lastTransitionTime':'2026-01-01T00:00:00Z'}],'certificateChain':'x' | status: Invalid value: non-condition status fields must be empty when denying or failing the PodCertificateRequest
        'conditions':[{'type':'Issued','status':'True','reason':'R','lastTransitionTime':'2026-01-01T00:00:00Z'}] | status.certificateChain: Invalid value: "": issued certificate chain must contain at least one certificate
        'conditions':[{'type':'Issued','status':'False','reason':'R','lastTransitionTime':'2026-01-01T00:00:00Z'}] | status.conditions.[0].status: Unsupported value: "False": supported values: "True"
        """)
    void anAnswerThatIsWrong(String status, String wrong) {
        var errors = Validation.podCertificateUpdate(
                REQUEST.with("{'status':{" + status + "}}"), REQUEST.with("{}"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(String.join("; ", errors.stream().map(Object::toString).toList()))
                .isEqualTo(wrong);
    }

    @Test
    void anAnswerIsGivenOnce() {
        String denied = "{'status':{'conditions':[{'type':'Denied','status':'True','reason':'R','lastTransitionTime':"
                + "'2026-01-01T00:00:00Z'}]}}";
        var errors = Validation.podCertificateUpdate(
                REQUEST.with(denied.replace("Denied", "Failed")), REQUEST.with(denied), Instant.EPOCH);
        assertThat(errors)
                .extracting(Object::toString)
                .containsExactly("status: Invalid value: immutable after PodCertificateRequest is issued, denied, or"
                        + " failed");
    }
}
