package io.djong.apiserver.registry.certificates;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.KubeType;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.SignerAuthorization;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import java.util.List;
import java.util.function.Supplier;

/// The status, by which a signer answers; who changes it must be allowed to sign for the signer.
final class PodCertificateStatus implements Subresource.View<PodCertificateRequest, PodCertificateRequest> {
    private final Supplier<Authorizer> authorizer;

    PodCertificateStatus(Supplier<Authorizer> authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public KubeType<PodCertificateRequest> type() {
        return PodCertificateRequest.TYPE;
    }

    @Override
    public PodCertificateRequest read(PodCertificateRequest object) {
        return object;
    }

    @Override
    public PodCertificateRequest write(
            PodCertificateRequest current, PodCertificateRequest view, OperationContext context) {
        return Metadata.forStatus(view.withSpec(current.spec()), current);
    }

    @Override
    public List<FieldError> validateUpdate(
            PodCertificateRequest object, PodCertificateRequest old, Validation validation, OperationContext context) {
        var wrong = Validation.podCertificateUpdate(object, old, context.now());
        if (!wrong.isEmpty() || object.status().equals(old.status())) {
            return wrong;
        }
        var signer = old.spec().signerName();
        var errors = new FieldErrors();
        if (!SignerAuthorization.allowed(authorizer.get(), context.user(), "sign", signer)) {
            errors.forbidden(
                    FieldPath.of("spec").child("signerName"),
                    "User " + GoQuote.quote(context.user().name()) + " is not permitted to \"sign\" for signer "
                            + GoQuote.quote(signer));
        }
        return errors.list();
    }
}
