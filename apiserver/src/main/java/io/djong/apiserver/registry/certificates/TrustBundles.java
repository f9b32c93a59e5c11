package io.djong.apiserver.registry.certificates;

import io.djong.api.codec.SameShape;
import io.djong.api.types.certificates.v1alpha1.CertificatesV1Alpha1;
import io.djong.api.types.certificates.v1beta1.CertificatesV1Beta1;
import io.djong.api.types.certificates.v1beta1.ClusterTrustBundle;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;

/// Certificates that workloads trust. Off by default.
public final class TrustBundles {
    private TrustBundles() {}

    /// The declaration.
    public static ResourceDeclaration<ClusterTrustBundle> declaration() {
        var columns = ColumnTable.<ClusterTrustBundle>named()
                .text(
                        "SignerName",
                        "Whose certificates these are.",
                        bundle -> Cells.orNone(bundle.spec().signerName()));
        return ResourceDeclaration.of(
                        CertificatesV1Beta1.CLUSTER_TRUST_BUNDLES,
                        "/registry/clustertrustbundles",
                        new BundleStrategy(),
                        columns)
                .withFields(SelectableFields.<ClusterTrustBundle>none()
                        .and("spec.signerName", bundle -> bundle.spec().signerName()))
                .withAlternate(new AlternateVersion<>(
                        CertificatesV1Alpha1.CLUSTER_TRUST_BUNDLES, TrustBundles::toAlpha, TrustBundles::fromAlpha))
                .gatedBy("ClusterTrustBundle");
    }

    private static io.djong.api.types.certificates.v1alpha1.ClusterTrustBundle toAlpha(ClusterTrustBundle bundle) {
        return SameShape.convert(
                bundle, ClusterTrustBundle.TYPE, io.djong.api.types.certificates.v1alpha1.ClusterTrustBundle.TYPE);
    }

    private static ClusterTrustBundle fromAlpha(io.djong.api.types.certificates.v1alpha1.ClusterTrustBundle bundle) {
        return SameShape.convert(
                bundle, io.djong.api.types.certificates.v1alpha1.ClusterTrustBundle.TYPE, ClusterTrustBundle.TYPE);
    }

    private static final class BundleStrategy implements Strategy<ClusterTrustBundle> {
        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
