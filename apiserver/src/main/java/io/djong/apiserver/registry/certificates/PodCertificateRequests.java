package io.djong.apiserver.registry.certificates;

import io.djong.api.types.certificates.v1beta1.CertificatesV1Beta1;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequestStatus;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;

/// Requests of kubelets for certificates of pods. Off by default.
public final class PodCertificateRequests {
    private PodCertificateRequests() {}

    /// The declaration.
    ///
    /// @param authorizer says who signs for which signer
    public static ResourceDeclaration<PodCertificateRequest> declaration(Supplier<Authorizer> authorizer) {
        return ResourceDeclaration.of(
                        CertificatesV1Beta1.POD_CERTIFICATE_REQUESTS,
                        "/registry/podcertificaterequests",
                        new RequestStrategy(),
                        columns())
                .withFields(SelectableFields.<PodCertificateRequest>none()
                        .and("spec.signerName", request -> request.spec().signerName())
                        .and("spec.podName", request -> request.spec().podName())
                        .andIndexed("spec.nodeName", request -> request.spec().nodeName()))
                .withSubresources(List.of(new PodCertificateStatus(authorizer)))
                .gatedBy("PodCertificateRequest");
    }

    private static ColumnTable<PodCertificateRequest> columns() {
        return ColumnTable.<PodCertificateRequest>named()
                .text("PodName", "For which pod.", request -> request.spec().podName())
                .text(
                        "ServiceAccountName",
                        "As whom it runs.",
                        request -> request.spec().serviceAccountName())
                .text("NodeName", "Where it runs.", request -> request.spec().nodeName())
                .text(
                        "SignerName",
                        "Who is asked to sign.",
                        request -> request.spec().signerName())
                .text("State", "What became of it.", PodCertificateRequests::state)
                .text("UnverifiedUserAnnotations", "What the pod says of itself.", PodCertificateRequests::annotations);
    }

    private static String state(PodCertificateRequest request) {
        String state = "Pending";
        for (var condition : request.status().conditions()) {
            if (List.of("Issued", "Denied", "Failed").contains(condition.type())) {
                state = condition.type();
            }
        }
        return state;
    }

    private static String annotations(PodCertificateRequest request) {
        var text = new StringJoiner(",");
        request.spec().unverifiedUserAnnotations().forEach((key, value) -> text.add(key + "=" + value));
        return text.length() == 0 ? "<none>" : text.toString();
    }

    private static final class RequestStrategy implements Strategy<PodCertificateRequest> {
        @Override
        public PodCertificateRequest prepareForCreate(PodCertificateRequest request, OperationContext context) {
            return request.withStatus(PodCertificateRequestStatus.EMPTY);
        }

        @Override
        public PodCertificateRequest prepareForUpdate(
                PodCertificateRequest request, PodCertificateRequest old, OperationContext context) {
            return request.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
