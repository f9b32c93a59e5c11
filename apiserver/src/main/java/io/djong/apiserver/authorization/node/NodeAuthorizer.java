package io.djong.apiserver.authorization.node;

import io.djong.api.json.GoQuote;
import io.djong.api.selector.FieldSelector;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.node.Vertex.Kind;
import io.djong.apiserver.authorization.rbac.RbacRules;
import io.djong.apiserver.cache.CacheSource;
import java.util.List;
import java.util.Set;

/// The mode `Node`: what kubelets may do. A user `system:node:NAME` of the group `system:nodes` may read
/// of secrets, config maps, claims, volumes, service accounts and the like only what pods on its node
/// need, may touch Node, Lease and CSINode of its own name, and for the rest has the rules of the
/// cluster role `system:node`. It never denies: others may allow more. What is written is looked at by
/// the admission plug-in NodeRestriction.
public final class NodeAuthorizer implements Authorizer {
    private static final Decision ALLOWED = new Decision.Allow("");
    private static final Decision SILENT = new Decision.NoOpinion("");
    private static final String LEASES = "kube-node-lease";
    private static final Set<String> OWN_VERBS = Set.of("get", "create", "update", "patch", "delete");

    private final NodeRelations relations;
    private final List<PolicyRule> rules;
    private final boolean certificates;

    /// @param caches where pods and what belongs to nodes is found
    /// @param rules of every node, for what is not looked at one by one
    /// @param certificates whether nodes may ask for certificates of their pods
    public NodeAuthorizer(CacheSource caches, List<PolicyRule> rules, boolean certificates) {
        this.relations = new NodeRelations(caches);
        this.rules = List.copyOf(rules);
        this.certificates = certificates;
    }

    @Override
    public Rules rules(User user, String namespace) {
        return user.nodeName() == null
                ? new Rules(List.of(), List.of(), false, "")
                : new Rules(List.of(), List.of(), true, "node authorizer does not support user rule resolution");
    }

    @Override
    public Decision authorize(Attributes wanted) {
        var node = wanted.user().nodeName();
        if (node == null) {
            return SILENT;
        }
        if (node.isEmpty()) {
            return refused(
                    "unknown node for user " + GoQuote.quote(wanted.user().name()));
        }
        if (!wanted.resourceRequest()) {
            return byRules(wanted);
        }
        return switch (wanted.group()) {
            case "" -> core(node, wanted);
            case "resource.k8s.io" ->
                switch (wanted.resource()) {
                    case "resourceclaims" -> get(node, Kind.RESOURCE_CLAIM, wanted);
                    case "resourceslices" -> slice(node, wanted);
                    default -> byRules(wanted);
                };
            case "storage.k8s.io" ->
                switch (wanted.resource()) {
                    case "volumeattachments" -> get(node, Kind.VOLUME_ATTACHMENT, wanted);
                    case "csinodes" -> csiNode(node, wanted);
                    default -> byRules(wanted);
                };
            case "coordination.k8s.io" -> wanted.resource().equals("leases") ? lease(node, wanted) : byRules(wanted);
            case "certificates.k8s.io" ->
                wanted.resource().equals("podcertificaterequests") ? certificateRequest(node, wanted) : byRules(wanted);
            default -> byRules(wanted);
        };
    }

    private Decision core(String node, Attributes wanted) {
        return switch (wanted.resource()) {
            case "secrets" -> read(node, Kind.SECRET, wanted);
            case "configmaps" -> read(node, Kind.CONFIG_MAP, wanted);
            case "persistentvolumeclaims" ->
                wanted.subresource().equals("status") ? claimStatus(node, wanted) : get(node, Kind.CLAIM, wanted);
            case "persistentvolumes" -> get(node, Kind.VOLUME, wanted);
            case "serviceaccounts" -> serviceAccount(node, wanted);
            case "nodes" -> node(node, wanted);
            case "pods" -> pod(node, wanted);
            default -> byRules(wanted);
        };
    }

    private Decision byRules(Attributes wanted) {
        return rules.stream().anyMatch(rule -> RbacRules.allows(rule, wanted)) ? ALLOWED : SILENT;
    }

    private Decision claimStatus(String node, Attributes wanted) {
        return switch (wanted.verb()) {
            case "update", "patch" -> related(node, Kind.CLAIM, wanted);
            default -> refused("can only get/update/patch this type");
        };
    }

    private Decision get(String node, Kind kind, Attributes wanted) {
        if (!wanted.verb().equals("get")) {
            return refused("can only get individual resources of this type");
        }
        return wanted.subresource().isEmpty() ? related(node, kind, wanted) : refused("cannot get subresource");
    }

    private Decision read(String node, Kind kind, Attributes wanted) {
        if (!wanted.readOnly()) {
            return refused("can only read resources of this type");
        }
        if (!wanted.subresource().isEmpty()) {
            return refused("cannot read subresource");
        }
        return wanted.namespace().isEmpty()
                ? refused("can only read namespaced object of this type")
                : related(node, kind, wanted);
    }

    private Decision related(String node, Kind kind, Attributes wanted) {
        if (wanted.name().isEmpty()) {
            return refused("No Object name found");
        }
        return relations.sees(node, new Vertex(kind, wanted.namespace(), wanted.name()))
                ? ALLOWED
                : refused("no relationship found between node '" + node + "' and this object");
    }

    private Decision serviceAccount(String node, Attributes wanted) {
        if (wanted.verb().equals("get") && wanted.subresource().isEmpty()) {
            return read(node, Kind.SERVICE_ACCOUNT, wanted);
        }
        if (!wanted.verb().equals("create") || wanted.name().isEmpty()) {
            return refused("can only create tokens for individual service accounts");
        }
        return wanted.subresource().equals("token")
                ? related(node, Kind.SERVICE_ACCOUNT, wanted)
                : refused("can only create token subresource of serviceaccount");
    }

    private static Decision lease(String node, Attributes wanted) {
        if (!OWN_VERBS.contains(wanted.verb())) {
            return refused("can only get, create, update, patch, or delete a node lease");
        }
        if (!wanted.namespace().equals(LEASES)) {
            return refused("can only access leases in the \"kube-node-lease\" system namespace");
        }
        return wanted.verb().equals("create") || wanted.name().equals(node)
                ? ALLOWED
                : refused("can only access node lease with the same name as the requesting node");
    }

    private static Decision csiNode(String node, Attributes wanted) {
        if (!OWN_VERBS.contains(wanted.verb())) {
            return refused("can only get, create, update, patch, or delete a CSINode");
        }
        if (!wanted.subresource().isEmpty()) {
            return refused("cannot authorize CSINode subresources");
        }
        return wanted.verb().equals("create") || wanted.name().equals(node)
                ? ALLOWED
                : refused("can only access CSINode with the same name as the requesting node");
    }

    private Decision slice(String node, Attributes wanted) {
        if (!wanted.subresource().isEmpty()) {
            return refused("cannot authorize ResourceSlice subresources");
        }
        return switch (wanted.verb()) {
            case "create" -> ALLOWED;
            case "get", "update", "patch", "delete" -> related(node, Kind.SLICE, wanted);
            case "watch", "list", "deletecollection" ->
                selects(wanted, "spec.nodeName", node)
                        ? ALLOWED
                        : refused("can only list/watch/deletecollection resourceslices with nodeName field selector");
            default ->
                refused("only the following verbs are allowed for a ResourceSlice: get, watch, list, create, update,"
                        + " patch, delete, deletecollection");
        };
    }

    private Decision certificateRequest(String node, Attributes wanted) {
        if (!certificates) {
            return SILENT;
        }
        if (!wanted.subresource().isEmpty()) {
            return refused("nodes may not access the status subresource of PodCertificateRequests");
        }
        return switch (wanted.verb()) {
            case "create" -> ALLOWED;
            case "get" -> related(node, Kind.CERTIFICATE_REQUEST, wanted);
            case "list", "watch" ->
                selects(wanted, "spec.nodeName", node)
                        ? ALLOWED
                        : refused("can only list/watch podcertificaterequests with nodeName field selector");
            default -> refused("nodes may not " + wanted.verb() + " podcertificaterequests");
        };
    }

    private static Decision node(String node, Attributes wanted) {
        return switch (wanted.subresource() + ":" + wanted.verb()) {
            case ":create", ":update", ":patch", "status:update", "status:patch" -> ALLOWED;
            case ":get", ":list", ":watch" -> {
                if (wanted.name().equals(node)) {
                    yield ALLOWED;
                }
                var what = wanted.name().isEmpty() ? "all nodes" : "'" + wanted.name() + "'";
                yield refused("node '" + node + "' cannot read " + what + ", only its own Node object");
            }
            default -> SILENT;
        };
    }

    private Decision pod(String node, Attributes wanted) {
        return switch (wanted.subresource() + ":" + wanted.verb()) {
            case ":create", ":delete", "status:update", "status:patch", "eviction:create" -> ALLOWED;
            case ":get" -> get(node, Kind.POD, wanted);
            case ":list", ":watch" -> {
                if (selects(wanted, "spec.nodeName", node)) {
                    yield ALLOWED;
                }
                yield wanted.name().isEmpty()
                        ? refused("can only list/watch pods with spec.nodeName field selector")
                        : related(node, Kind.POD, wanted);
            }
            default -> SILENT;
        };
    }

    private static boolean selects(Attributes wanted, String field, String value) {
        return wanted.fields().terms().contains(new FieldSelector.Term(field, value, true));
    }

    private static Decision refused(String reason) {
        return new Decision.NoOpinion(reason);
    }
}
