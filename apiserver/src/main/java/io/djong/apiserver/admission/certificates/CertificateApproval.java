package io.djong.apiserver.admission.certificates;

import io.djong.api.json.GoQuote;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificatesV1;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.SignerAuthorization;
import io.djong.client.ApiException;

/// Who approves a request must be allowed to `approve` for its signer.
public final class CertificateApproval implements AdmissionPlugin {
    private final Authorizer authorizer;

    /// @param authorizer that is asked
    public CertificateApproval(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "CertificateApproval";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.UPDATE
                && request.subresource().equals("approval")
                && request.concerns(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
    }

    /// The stored signer counts: an approval cannot change it.
    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.old() instanceof CertificateSigningRequest old) {
            var signer = old.spec().signerName();
            if (!SignerAuthorization.allowed(authorizer, request.context().user(), "approve", signer)) {
                throw request.forbidden(
                        "user not permitted to approve requests with signerName " + GoQuote.quote(signer));
            }
        }
    }
}
