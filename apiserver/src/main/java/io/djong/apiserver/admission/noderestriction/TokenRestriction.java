package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.cache.CacheSource;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// Which tokens of service accounts a node may have: bound to a pod that runs on it, and for an audience
/// that this pod
/// or one of its storage drivers names.
final class TokenRestriction {
    private final CacheSource caches;
    private final Authorizer authorizer;
    private final PodAudiences audiences;

    TokenRestriction(CacheSource caches, Authorizer authorizer) {
        this.caches = caches;
        this.authorizer = authorizer;
        this.audiences = new PodAudiences(caches);
    }

    void check(String node, AdmissionRequest request) throws ApiException {
        if (request.operation() != Operation.CREATE
                || !request.subresource().equals("token")
                || !(request.object() instanceof TokenRequest asked)) {
            return;
        }
        var bound = asked.spec().boundObjectRef();
        if (bound == null
                || !bound.apiVersion().equals("v1")
                || !bound.kind().equals("Pod")
                || bound.name().isEmpty()) {
            throw request.forbidden("node requested token not bound to a pod");
        }
        if (bound.uid().isEmpty()) {
            throw request.forbidden("node requested token with a pod binding without a uid");
        }
        var pod = caches.object(CoreV1.PODS, request.namespace() + "/" + bound.name());
        if (pod == null) {
            throw Failures.notFound(CoreV1.PODS, bound.name());
        }
        if (!bound.uid().equals(pod.metadata().uid())) {
            throw request.forbidden("the UID in the bound object reference (" + bound.uid()
                    + ") does not match the UID in record. The object might have been deleted and then recreated");
        }
        if (!pod.spec().nodeName().equals(node)) {
            throw request.forbidden("node requested token bound to a pod scheduled on a different node");
        }
        audience(request, asked, pod);
    }

    private void audience(AdmissionRequest request, TokenRequest asked, Pod pod) throws ApiException {
        if (asked.spec().audiences().size() > 1) {
            throw request.forbidden("node may only request 0 or 1 audiences");
        }
        var audience = asked.spec().audiences().isEmpty()
                ? ""
                : asked.spec().audiences().getFirst();
        var found = audiences.names(pod, audience);
        if (found.named()) {
            return;
        }
        if (!found.problem().isEmpty()) {
            throw request.forbidden("error validating audience " + GoQuote.quote(audience) + ": " + found.problem());
        }
        var user = request.context().user();
        var decision = authorizer.authorize(Attributes.resource(
                user,
                "request-serviceaccounts-token-audience",
                "",
                "v1",
                audience,
                "",
                request.namespace(),
                request.name()));
        if (!(decision instanceof Decision.Allow)) {
            throw request.forbidden("audience " + GoQuote.quote(audience) + " not found in pod spec volume, "
                    + user.name() + " is not authorized to request tokens for this audience");
        }
    }
}
