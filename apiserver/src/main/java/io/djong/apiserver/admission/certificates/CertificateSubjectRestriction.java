package io.djong.apiserver.admission.certificates;

import io.djong.api.certificates.SigningRequest;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificatesV1;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authentication.User;
import io.djong.client.ApiException;

/// Nobody gets a client certificate of the group that may do everything by asking for it.
public final class CertificateSubjectRestriction implements AdmissionPlugin {
    private static final String CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";

    @Override
    public String name() {
        return "CertificateSubjectRestriction";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (!(request.object() instanceof CertificateSigningRequest asked)
                || !asked.spec().signerName().equals(CLIENT_SIGNER)) {
            return;
        }
        try {
            var parsed = SigningRequest.ofPem(asked.spec().request());
            if (parsed.organizations().contains(User.MASTERS_GROUP)) {
                throw request.forbidden(
                        "use of " + CLIENT_SIGNER + " signer with " + User.MASTERS_GROUP + " group is not allowed");
            }
        } catch (SigningRequest.Unreadable e) {
            throw request.forbidden("failed to parse CSR: " + e.getMessage());
        }
    }
}
