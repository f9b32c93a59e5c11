package io.djong.apiserver.admission.certificates;

import io.djong.api.json.GoQuote;
import io.djong.api.types.certificates.v1beta1.CertificatesV1Beta1;
import io.djong.api.types.certificates.v1beta1.ClusterTrustBundle;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.SignerAuthorization;
import io.djong.client.ApiException;

/// Who publishes certificates of a signer must be allowed to `attest` for it.
public final class ClusterTrustBundleAttest implements AdmissionPlugin {
    private final Authorizer authorizer;

    /// @param authorizer that is asked
    public ClusterTrustBundleAttest(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "ClusterTrustBundleAttest";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        boolean written = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        return written && request.concerns(CertificatesV1Beta1.CLUSTER_TRUST_BUNDLES);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof ClusterTrustBundle bundle)
                || bundle.spec().signerName().isEmpty()
                || (request.old() instanceof ClusterTrustBundle old && onlyCollectorsFields(bundle, old))) {
            return;
        }
        var signer = bundle.spec().signerName();
        if (!SignerAuthorization.allowed(authorizer, request.context().user(), "attest", signer)) {
            throw request.forbidden("user not permitted to attest for signerName " + GoQuote.quote(signer));
        }
    }

    /// Whether nothing changes but what the garbage collector and the server change.
    private static boolean onlyCollectorsFields(ClusterTrustBundle bundle, ClusterTrustBundle old) {
        var before = old.metadata();
        var same = bundle.metadata()
                .withFinalizers(before.finalizers())
                .withOwnerReferences(before.ownerReferences())
                .withManagedFields(before.managedFields())
                .withSelfLink(before.selfLink());
        return bundle.withMetadata(same).equals(old);
    }
}
