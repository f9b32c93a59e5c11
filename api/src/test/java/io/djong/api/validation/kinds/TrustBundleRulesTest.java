package io.djong.api.validation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.certificates.v1beta1.ClusterTrustBundle;
import org.junit.jupiter.api.Test;

/// Rules of bundles of trust anchors, as kube-apiserver 1.36.3 answers.
class TrustBundleRulesTest {
    private static final String AUTHORITY = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBbjCCARWgAwIBAgIUQgALap5+Lbeawt6FCHRSKHKfz5AwCgYIKoZIzj0EAwIw\\n"
            + "DTELMAkGA1UEAwwCY2EwHhcNMjYxMTIxMjEzMTE4WhcNMjYxMTI0MjEzMTE4WjAN\\n"
            + "MQswCQYDVQQDDAJjYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAEaz6Fqx1oU\\n"
            + "t+Ukx+N2ij97Dhr0qTKR0BPV8q/InXnuz7gh1UMkYwvCo4gfZPIS8hxidHIB4cl2\\n"
            + "xvrPgEkkUBejUzBRMB0GA1UdDgQWBBRCJEEgQCcs2xlgMczRir0AviVzLjAfBgNV\\n"
            + "HSMEGDAWgBRCJEEgQCcs2xlgMczRir0AviVzLjAPBgNVHRMBAf8EBTADAQH/MAoG\\n"
            + "CCqGSM49BAMCA0cAMEQCIHvLiXCd/gubq2hTPC8GoTN64jIMdfx4tJ6yHDN53LH8\\n"
            + "AiBUFgnWjP9aygbv6zYUHSG9w7csJ+WK9qntlCbEXy7YJw==\\n"
            + "-----END CERTIFICATE-----\\n";
    private static final String LEAF = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBcDCCARagAwIBAgIUL/7aD5C2Jllonlk5raLT91qcvPkwCgYIKoZIzj0EAwIw\\n"
            + "DzENMAsGA1UEAwwEbGVhZjAeFw0yNjExMjEyMTMxMThaFw0yNjExMjQyMTMxMTha\\n"
            + "MA8xDTALBgNVBAMMBGxlYWYwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQBGs+h\\n"
            + "asdaFLflJMfjdoo/ew4a9KkykdAT1fKvyJ157s+4IdVDJGMLwqOIH2TyEvIcYnRy\\n"
            + "AeHJdsb6z4BJJFAXo1AwTjAdBgNVHQ4EFgQUQiRBIEAnLNsZYDHM0Yq9AL4lcy4w\\n"
            + "HwYDVR0jBBgwFoAUQiRBIEAnLNsZYDHM0Yq9AL4lcy4wDAYDVR0TAQH/BAIwADAK\\n"
            + "BggqhkjOPQQDAgNIADBFAiBz6zITN8PS0vw6RuKRYyUF80Fvbc3Y9FiiGBhYyF64\\n"
            + "3AIhANftlNbgvkrWQlwCbqHAKZuGhxX97WpWjX9OgwliGO7l\\n"
            + "-----END CERTIFICATE-----\\n";
    private static final Sample<ClusterTrustBundle> BUNDLE = new Sample<>(
            ClusterTrustBundle.TYPE,
            "{'metadata':{'name':'x','resourceVersion':'1'},'spec':{'trustBundle':'" + AUTHORITY + "'}}");
    private static final String START = "spec.trustBundle: Invalid value: \"<value omitted>\": ";

    @Test
    void anAuthorityIsRight() {
        assertThat(BUNDLE.created("{}")).isEmpty();
    }

    @Test
    void anchorsAreAuthoritiesAndEachComesOnce() {
        assertThat(bundle("")).isEqualTo(START + "at least one trust anchor must be provided");
        assertThat(bundle(LEAF)).isEqualTo(START + "entry 0 does not have the CA bit set");
        assertThat(bundle(AUTHORITY + AUTHORITY)).isEqualTo(START + "duplicate trust anchor (indices [0 1])");
        assertThat(bundle("-----BEGIN X-----\\nYQ==\\n-----END X-----\\n"))
                .isEqualTo(START + "entry 0 has bad block type: X");
        assertThat(bundle("-----BEGIN CERTIFICATE-----\\nYQ==\\n-----END CERTIFICATE-----\\n"))
                .isEqualTo(START + "entry 0 does not parse as X.509");
        assertThat(bundle(AUTHORITY.replace("CERTIFICATE-----\\nM", "CERTIFICATE-----\\na: b\\n\\nM")))
                .isEqualTo(START + "entry 0 has PEM block headers");
    }

    private static String bundle(String text) {
        return BUNDLE.created("{'spec':{'trustBundle':'" + text + "'}}");
    }

    @Test
    void aBundleOfASignerIsNamedAfterIt() {
        String signer = "'spec':{'signerName':'example.com/s'}";
        assertThat(BUNDLE.created("{" + signer + "}"))
                .isEqualTo(
                        "metadata.name: Invalid value: \"x\": ClusterTrustBundle for signerName example.com/s must be"
                                + " named with prefix example.com:s:");
        assertThat(BUNDLE.created("{'metadata':{'name':'example.com:s:x'}," + signer + "}"))
                .isEmpty();
        assertThat(BUNDLE.created("{'metadata':{'name':'a:b'}}"))
                .isEqualTo("metadata.name: Invalid value: \"a:b\": ClusterTrustBundle without signer name must not have"
                        + " \":\" in its name");
        assertThat(BUNDLE.updated("{}", "{" + signer + "}"))
                .endsWith("spec.signerName: Invalid value: \"example.com/s\": field is immutable");
    }
}
