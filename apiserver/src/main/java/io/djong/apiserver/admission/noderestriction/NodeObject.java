package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Node;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.client.ApiException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a node may write into its own Node: no taints, no owners, and of the labels of Kubernetes those
/// that describe the machine. By others it could draw pods to itself.
final class NodeObject {
    private static final String RESTRICTED = "node-restriction.kubernetes.io";

    /// The labels of Kubernetes that kubelets set.
    private static final Set<String> KUBELET_LABELS = Set.of(
            "kubernetes.io/hostname",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region",
            "beta.kubernetes.io/instance-type",
            "node.kubernetes.io/instance-type",
            "kubernetes.io/os",
            "kubernetes.io/arch",
            "beta.kubernetes.io/os",
            "beta.kubernetes.io/arch");

    private NodeObject() {}

    static void check(String own, AdmissionRequest request) throws ApiException {
        var prefix = "node " + GoQuote.quote(own) + " is not allowed to ";
        if (!request.name().equals(own)) {
            throw request.forbidden(prefix + "modify node " + GoQuote.quote(request.name()));
        }
        if (request.operation() == Operation.CREATE && request.object() instanceof Node node) {
            if (node.spec().configSource() != null) {
                throw request.forbidden(prefix + "create pods with a non-nil configSource");
            }
            var labels = forbidden(node.metadata().labels(), Map.of());
            if (!labels.isEmpty()) {
                throw request.forbidden(prefix + "set the following labels: " + String.join(", ", labels));
            }
        }
        if (request.operation() == Operation.UPDATE
                && request.object() instanceof Node node
                && request.old() instanceof Node old) {
            change(prefix, request, node, old);
        }
    }

    private static void change(String prefix, AdmissionRequest request, Node node, Node old) throws ApiException {
        var source = node.spec().configSource();
        if (source != null && !source.equals(old.spec().configSource())) {
            throw request.forbidden(prefix + "update configSource to a new non-nil configSource");
        }
        if (!node.spec().taints().equals(old.spec().taints())) {
            throw request.forbidden(prefix + "modify taints");
        }
        if (!node.metadata().ownerReferences().equals(old.metadata().ownerReferences())) {
            throw request.forbidden(prefix + "modify ownerReferences");
        }
        var labels = forbidden(node.metadata().labels(), old.metadata().labels());
        if (!labels.isEmpty()) {
            throw request.forbidden("is not allowed to modify labels: " + String.join(", ", labels));
        }
    }

    /// The labels that differ and are not the node's to set, by name.
    private static Set<String> forbidden(Map<String, String> now, Map<String, String> before) {
        var differing = new TreeSet<String>();
        now.forEach((key, value) -> addUnless(value.equals(before.get(key)), key, differing));
        before.forEach((key, value) -> addUnless(value.equals(now.get(key)), key, differing));
        differing.removeIf(NodeObject::allowed);
        return differing;
    }

    private static void addUnless(boolean same, String key, Set<String> into) {
        if (!same) {
            into.add(key);
        }
    }

    private static boolean allowed(String label) {
        var slash = label.indexOf('/');
        var domain = slash < 0 ? "" : label.substring(0, slash);
        if (in(domain, RESTRICTED)) {
            return false;
        }
        var ofKubernetes = in(domain, "kubernetes.io") || in(domain, "k8s.io");
        return !ofKubernetes
                || KUBELET_LABELS.contains(label)
                || in(domain, "kubelet.kubernetes.io")
                || in(domain, "node.kubernetes.io");
    }

    private static boolean in(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
