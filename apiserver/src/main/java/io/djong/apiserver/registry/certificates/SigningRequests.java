package io.djong.apiserver.registry.certificates;

import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificateSigningRequestStatus;
import io.djong.api.types.certificates.v1.CertificatesV1;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// Requests for certificates. The server writes down who asks.
public final class SigningRequests {
    private SigningRequests() {}

    /// The declaration.
    public static ResourceDeclaration<CertificateSigningRequest> declaration() {
        var fields = SelectableFields.<CertificateSigningRequest>none()
                .and("spec.signerName", request -> request.spec().signerName());
        return ResourceDeclaration.of(
                        CertificatesV1.CERTIFICATE_SIGNING_REQUESTS,
                        "/registry/certificatesigningrequests",
                        new RequestStrategy(),
                        columns())
                .withFields(fields)
                .withSubresources(List.of(new RequestPart("approval"), new RequestPart("status")));
    }

    private static ColumnTable<CertificateSigningRequest> columns() {
        return ColumnTable.<CertificateSigningRequest>named()
                .age()
                .text(
                        "SignerName",
                        "Who is asked to sign.",
                        request -> Cells.orNone(request.spec().signerName()))
                .text("Requestor", "Who asks.", request -> request.spec().username())
                .text("RequestedDuration", "For how long.", SigningRequests::duration)
                .text("Condition", "What became of it.", SigningRequests::condition);
    }

    private static String duration(CertificateSigningRequest request) {
        var seconds = request.spec().expirationSeconds();
        return seconds == null ? Cells.NONE : Ages.brief(Duration.ofSeconds(seconds));
    }

    private static String condition(CertificateSigningRequest request) {
        boolean approved = false;
        boolean denied = false;
        boolean failed = false;
        for (var condition : request.status().conditions()) {
            approved |= condition.type().equals("Approved");
            denied |= condition.type().equals("Denied");
            failed |= condition.type().equals("Failed");
        }
        String decision = denied ? "Denied" : approved ? "Approved" : "Pending";
        String issued = request.status().certificate().isEmpty() ? "" : ",Issued";
        return decision + (failed ? ",Failed" : "") + issued;
    }

    private static final class RequestStrategy implements Strategy<CertificateSigningRequest> {
        @Override
        public CertificateSigningRequest prepareForCreate(CertificateSigningRequest request, OperationContext context) {
            var user = context.user();
            var spec = request.spec()
                    .withUsername(user.name())
                    .withUid(user.uid())
                    .withGroups(user.groups())
                    .withExtra(new TreeMap<>(user.extra()));
            return request.withSpec(spec).withStatus(CertificateSigningRequestStatus.EMPTY);
        }

        @Override
        public CertificateSigningRequest prepareForUpdate(
                CertificateSigningRequest request, CertificateSigningRequest old, OperationContext context) {
            return request.withSpec(old.spec()).withStatus(old.status());
        }
    }
}
