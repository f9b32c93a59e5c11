package io.djong.api.validation.kinds;

import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1beta1.ClusterTrustBundle;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.validation.certificates.PodCertificateRules;
import io.djong.api.validation.certificates.SigningRequestRules;
import io.djong.api.validation.certificates.TrustBundleRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `certificates.k8s.io`.
final class CertificateKinds {
    private CertificateKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(CertificateSigningRequest.class, SigningRequestRules::create)
                        .update(SigningRequestRules::update)
                        .status(SigningRequestRules::updateStatus),
                KindRules.of(ClusterTrustBundle.class, TrustBundleRules::create).update(TrustBundleRules::update),
                KindRules.of(PodCertificateRequest.class, PodCertificateRules::create)
                        .update(PodCertificateRules::update));
    }
}
