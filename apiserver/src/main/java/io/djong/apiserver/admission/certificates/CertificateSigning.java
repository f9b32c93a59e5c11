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

/// Who adds a certificate or a condition must be allowed to `sign` for the request's signer.
public final class CertificateSigning implements AdmissionPlugin {
    private final Authorizer authorizer;

    /// @param authorizer that is asked
    public CertificateSigning(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "CertificateSigning";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.UPDATE
                && request.subresource().equals("status")
                && request.concerns(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.old() instanceof CertificateSigningRequest old)
                || !(request.object() instanceof CertificateSigningRequest now)) {
            return;
        }
        boolean same = old.status().certificate().equals(now.status().certificate())
                && old.status().conditions().equals(now.status().conditions());
        var signer = old.spec().signerName();
        if (!same && !SignerAuthorization.allowed(authorizer, request.context().user(), "sign", signer)) {
            throw request.forbidden("user not permitted to sign requests with signerName " + GoQuote.quote(signer));
        }
    }
}
