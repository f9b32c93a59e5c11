package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.cache.CacheSource;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// Looks at what users `system:node:NAME` of the group `system:nodes` write, and at nothing else. Goes
/// with the authorisation mode `Node`, which cannot see the objects that are written.
public final class NodeRestriction implements AdmissionPlugin {
    private static final String LEASES = "kube-node-lease";

    private final PodRestriction pods;
    private final TokenRestriction tokens;
    private final CertificateRestriction certificates;

    /// @param caches where pods, nodes and service accounts are, and what else there is of volumes
    /// @param authorizer asked whether a node may have tokens for an audience that its pod does not name
    /// @param podCertificates whether nodes may ask for certificates of their pods
    public NodeRestriction(CacheSource caches, Authorizer authorizer, boolean podCertificates) {
        this.pods = new PodRestriction(caches);
        this.tokens = new TokenRestriction(caches, authorizer);
        this.certificates = new CertificateRestriction(caches, podCertificates);
    }

    @Override
    public String name() {
        return "NodeRestriction";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() != Operation.CONNECT
                && request.context().user().nodeName() != null;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        check(request);
        return object;
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.operation() == Operation.DELETE) { // of which no object is made
            check(request);
        }
    }

    private void check(AdmissionRequest request) throws ApiException {
        var node = request.context().user().nodeName();
        if (node == null || node.isEmpty()) {
            throw request.forbidden("could not determine node from user "
                    + GoQuote.quote(request.context().user().name()));
        }
        switch (request.resource().group() + "/" + request.resource().plural()) {
            case "/pods" -> pods.check(node, request);
            case "/nodes" -> NodeObject.check(node, request);
            case "/persistentvolumeclaims" -> ClaimRestriction.check(node, request);
            case "/serviceaccounts" -> tokens.check(node, request);
            case "certificates.k8s.io/podcertificaterequests" -> certificates.ofPod(node, request);
            case "certificates.k8s.io/certificatesigningrequests" -> CertificateRestriction.ofNode(node, request);
            case "coordination.k8s.io/leases" -> lease(node, request);
            case "storage.k8s.io/csinodes" ->
                own(node, request, "can only access CSINode with the same name as the requesting node");
            case "resource.k8s.io/resourceslices" -> slice(node, request);
            default -> {}
        }
    }

    private static void lease(String node, AdmissionRequest request) throws ApiException {
        if (!request.namespace().equals(LEASES)) {
            throw request.forbidden("can only access leases in the \"" + LEASES + "\" system namespace");
        }
        own(node, request, "can only access node lease with the same name as the requesting node");
    }

    private static void own(String node, AdmissionRequest request, String why) throws ApiException {
        var object = request.object();
        var name = request.operation() == Operation.CREATE && object != null
                ? object.metadata().name()
                : request.name();
        if (!name.equals(node)) {
            throw request.forbidden(why);
        }
    }

    private static void slice(String node, AdmissionRequest request) throws ApiException {
        switch (request.operation()) {
            case CREATE -> slice(node, request, request.object(), "create");
            case DELETE -> slice(node, request, request.old(), "delete");
            case UPDATE, CONNECT -> {}
        }
    }

    private static void slice(String node, AdmissionRequest request, @Nullable KubeObject object, String verb)
            throws ApiException {
        if (!(object instanceof ResourceSlice slice)
                || !node.equals(slice.spec().nodeName())) {
            throw request.forbidden(
                    "can only " + verb + " ResourceSlice with the same NodeName as the requesting node");
        }
    }
}
