package io.djong.apiserver.registry.certificates;

import io.djong.api.meta.KubeType;
import io.djong.api.meta.Times;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificateSigningRequestCondition;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The two ways by which a request gets on: `approval`, which changes the conditions alone, and `status`, by
/// which a signer adds the certificate and leaves the decision as it was.
final class RequestPart implements Subresource.View<CertificateSigningRequest, CertificateSigningRequest> {
    private static final String APPROVAL = "approval";

    private final String name;

    /// @param name `approval` or `status`
    RequestPart(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KubeType<CertificateSigningRequest> type() {
        return CertificateSigningRequest.TYPE;
    }

    @Override
    public CertificateSigningRequest read(CertificateSigningRequest object) {
        return object;
    }

    @Override
    public CertificateSigningRequest write(
            CertificateSigningRequest current, CertificateSigningRequest view, OperationContext context) {
        boolean approval = name.equals(APPROVAL);
        var conditions = view.status().conditions();
        if (!approval) {
            conditions = keeping(conditions, current, "Approved");
            conditions = keeping(conditions, current, "Denied");
        }
        var timed = timed(conditions, current, context.now().truncatedTo(ChronoUnit.SECONDS));
        var status = approval ? current.status() : view.status();
        var written = view.withSpec(current.spec()).withStatus(status.withConditions(timed));
        return Metadata.with(
                written, meta -> meta.withGeneration(current.metadata().generation()));
    }

    /// The conditions with those of one type as they were, unless there are more or fewer of them now.
    private static List<CertificateSigningRequestCondition> keeping(
            List<CertificateSigningRequestCondition> conditions, CertificateSigningRequest current, String type) {
        var before = current.status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .toList();
        long count = conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .count();
        if (count != before.size()) {
            return conditions;
        }
        var kept = new ArrayList<CertificateSigningRequestCondition>();
        var next = before.iterator();
        conditions.forEach(condition -> kept.add(condition.type().equals(type) ? next.next() : condition));
        return kept;
    }

    private static List<CertificateSigningRequestCondition> timed(
            List<CertificateSigningRequestCondition> conditions, CertificateSigningRequest current, Instant now) {
        var timed = new ArrayList<CertificateSigningRequestCondition>();
        for (var each : conditions) {
            var condition = each.lastUpdateTime().equals(Times.ZERO) ? each.withLastUpdateTime(now) : each;
            timed.add(
                    condition.lastTransitionTime().equals(Times.ZERO)
                            ? condition.withLastTransitionTime(transition(condition, current, now))
                            : condition);
        }
        return timed;
    }

    /// When a condition came to its state: as before, if it had that state.
    private static Instant transition(
            CertificateSigningRequestCondition condition, CertificateSigningRequest current, Instant now) {
        for (var before : current.status().conditions()) {
            if (before.type().equals(condition.type())
                    && before.status().equals(condition.status())
                    && !before.lastTransitionTime().equals(Times.ZERO)) {
                return before.lastTransitionTime();
            }
        }
        return now;
    }

    @Override
    public List<FieldError> validateUpdate(
            CertificateSigningRequest object,
            CertificateSigningRequest old,
            Validation validation,
            OperationContext context) {
        return name.equals(APPROVAL) ? Validation.approvalUpdate(object, old) : Validation.updateStatus(object, old);
    }
}
