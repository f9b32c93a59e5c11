package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.Bytes;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.CacheSource;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.pki.CertificateRequest;
import io.djong.pki.PkiException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// For what a node may ask certificates: for itself, and for pods that run on it.
final class CertificateRestriction {
    private static final Set<String> NODE_SIGNERS =
            Set.of("kubernetes.io/kubelet-serving", "kubernetes.io/kube-apiserver-client-kubelet");
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final CacheSource caches;
    private final boolean podCertificates;

    CertificateRestriction(CacheSource caches, boolean podCertificates) {
        this.caches = caches;
        this.podCertificates = podCertificates;
    }

    static void ofNode(String node, AdmissionRequest request) throws ApiException {
        if (request.operation() != Operation.CREATE
                || !(request.object() instanceof CertificateSigningRequest asked)
                || !NODE_SIGNERS.contains(asked.spec().signerName())) {
            return;
        }
        if (!name(request, asked.spec().request()).equals("system:node:" + node)) {
            throw request.forbidden("can only create a node CSR with CN=system:node:" + node);
        }
    }

    private static String name(AdmissionRequest request, Bytes pem) throws ApiException {
        try {
            return CertificateRequest.parse(new String(pem.toArray(), StandardCharsets.UTF_8))
                    .subject()
                    .commonName();
        } catch (PkiException e) {
            throw request.forbidden("unable to parse csr: " + e.getMessage());
        }
    }

    void ofPod(String node, AdmissionRequest request) throws ApiException {
        if (!podCertificates) {
            throw request.forbidden("PodCertificateRequest feature gate is disabled");
        }
        if (request.operation() != Operation.CREATE || !(request.object() instanceof PodCertificateRequest asked)) {
            throw request.forbidden("unexpected operation " + request.operation());
        }
        if (!request.subresource().isEmpty()) {
            throw request.forbidden("unexpected subresource " + request.subresource());
        }
        checkNode(node, request, asked);
        checkPod(request, asked);
    }

    private void checkNode(String node, AdmissionRequest request, PodCertificateRequest asked) throws ApiException {
        var name = asked.spec().nodeName();
        if (!name.equals(node)) {
            throw request.forbidden("PodCertificateRequest.Spec.NodeName=" + GoQuote.quote(name)
                    + ", which is not the requesting node " + GoQuote.quote(node));
        }
        var known = caches.object(CoreV1.NODES, name);
        if (known == null) {
            throw perhapsLater("while retrieving node " + GoQuote.quote(name)
                    + " named in the PodCertificateRequest: nodes \"" + name + "\" not found");
        }
        if (!known.metadata().uid().equals(asked.spec().nodeUID())) {
            throw perhapsLater("PodCertificateRequest for pod " + pod(request, asked) + " names node UID "
                    + GoQuote.quote(asked.spec().nodeUID()) + ", inconsistent with the running node ("
                    + GoQuote.quote(known.metadata().uid()) + ")");
        }
    }

    private void checkPod(AdmissionRequest request, PodCertificateRequest asked) throws ApiException {
        var spec = asked.spec();
        var shown = pod(request, asked);
        var pod = caches.object(CoreV1.PODS, request.namespace() + "/" + spec.podName());
        if (pod == null) {
            throw perhapsLater("while retrieving pod " + shown + " named in the PodCertificateRequest: pods \""
                    + spec.podName() + "\" not found");
        }
        if (!pod.metadata().uid().equals(spec.podUID())) {
            throw perhapsLater("PodCertificateRequest for pod " + shown + " contains pod UID ("
                    + GoQuote.quote(spec.podUID()) + ") which differs from running pod "
                    + GoQuote.quote(pod.metadata().uid()));
        }
        if (!pod.spec().nodeName().equals(spec.nodeName())) {
            throw request.forbidden("pod " + shown + " is not running on node " + GoQuote.quote(spec.nodeName())
                    + " named in the PodCertificateRequest");
        }
        if (pod.metadata().annotations().containsKey(MIRROR)) {
            throw request.forbidden("pod " + shown + " is a mirror pod");
        }
        if (!pod.spec().serviceAccountName().equals(spec.serviceAccountName())) {
            throw request.forbidden("PodCertificateRequest for pod " + shown + " contains serviceAccountName ("
                    + GoQuote.quote(spec.serviceAccountName()) + ") that differs from running pod ("
                    + GoQuote.quote(pod.spec().serviceAccountName()) + ")");
        }
        checkAccount(request, asked);
    }

    private void checkAccount(AdmissionRequest request, PodCertificateRequest asked) throws ApiException {
        var spec = asked.spec();
        var key = request.namespace() + "/" + spec.serviceAccountName();
        var account = caches.object(CoreV1.SERVICE_ACCOUNTS, key);
        if (account == null) {
            throw perhapsLater("while retrieving service account " + GoQuote.quote(key)
                    + " named in the PodCertificateRequest: serviceaccount \"" + spec.serviceAccountName()
                    + "\" not found");
        }
        if (!account.metadata().uid().equals(spec.serviceAccountUID())) {
            throw perhapsLater("PodCertificateRequest for pod " + pod(request, asked) + " names service account UID "
                    + GoQuote.quote(spec.serviceAccountUID()) + ", which differs from the running service account ("
                    + GoQuote.quote(account.metadata().uid()) + ")");
        }
    }

    private static String pod(AdmissionRequest request, PodCertificateRequest asked) {
        return GoQuote.quote(request.namespace() + "/" + asked.spec().podName());
    }

    /// What a stale cache can be the reason of is no refusal: 500, so that the kubelet tries again.
    private static ApiException perhapsLater(String message) {
        return Failures.refused(500, "", message, null);
    }
}
