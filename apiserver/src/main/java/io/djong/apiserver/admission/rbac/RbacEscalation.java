package io.djong.apiserver.admission.rbac;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses roles and bindings that give what their writer does not hold.
public final class RbacEscalation implements AdmissionPlugin {
    private static final List<String> ANY = List.of("*");
    private static final List<PolicyRule> EVERYTHING = List.of(
            PolicyRule.EMPTY.withVerbs(ANY).withApiGroups(ANY).withResources(ANY),
            PolicyRule.EMPTY.withVerbs(ANY).withNonResourceURLs(ANY));

    private final Authorizer authorizer;
    private final Authorizer rbac;
    private final ResourceCache<ClusterRole> clusterRoles;
    private final ResourceCache<Role> roles;

    /// @param authorizer of the server, asked for `escalate` and `bind`
    /// @param rbac knows what somebody holds
    /// @param clusterRoles as they are now
    /// @param roles as they are now
    public RbacEscalation(
            Authorizer authorizer,
            Authorizer rbac,
            ResourceCache<ClusterRole> clusterRoles,
            ResourceCache<Role> roles) {
        this.authorizer = authorizer;
        this.rbac = rbac;
        this.clusterRoles = clusterRoles;
        this.roles = roles;
    }

    @Override
    public String name() {
        return "RbacEscalation";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        var written = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        return written
                && request.resource().group().equals(RbacV1.ROLES.group())
                && !request.context().user().groups().contains(User.MASTERS_GROUP);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        if (onlyLeaving(object, request.old())) {
            return object;
        }
        switch (object) {
            case Role role -> role(request, RbacV1.ROLES, role.metadata(), role.rules());
            case ClusterRole role -> clusterRole(request, role);
            case RoleBinding binding -> binding(request, binding.roleRef());
            case ClusterRoleBinding binding -> binding(request, binding.roleRef());
            default -> {}
        }
        return object;
    }

    private void clusterRole(AdmissionRequest request, ClusterRole role) throws ApiException {
        if (role(request, RbacV1.CLUSTER_ROLES, role.metadata(), role.rules())) {
            return;
        }
        var before = request.old() instanceof ClusterRole old && old.aggregationRule() != null;
        if ((before || role.aggregationRule() != null)
                && !RuleCover.missing(held(request), EVERYTHING).isEmpty()) {
            throw request.forbidden("must have cluster-admin privileges to use an aggregationRule");
        }
    }

    /// @return whether the writer may put anything into a role
    private boolean role(AdmissionRequest request, Resource<?> resource, ObjectMeta meta, List<PolicyRule> rules)
            throws ApiException {
        if (may(request, "escalate", resource, meta.name())) {
            return true;
        }
        confirm(request, rules);
        return false;
    }

    private void binding(AdmissionRequest request, RoleRef role) throws ApiException {
        var clusterWide = role.kind().equals("ClusterRole");
        if (may(request, "bind", clusterWide ? RbacV1.CLUSTER_ROLES : RbacV1.ROLES, role.name())) {
            return;
        }
        confirm(request, clusterWide ? rulesOfCluster(role.name()) : rulesOf(request.namespace(), role.name()));
    }

    private List<PolicyRule> rulesOfCluster(String name) throws ApiException {
        var entry = clusterRoles.get(name);
        if (entry == null) {
            throw Failures.notFound(RbacV1.CLUSTER_ROLES, name);
        }
        return entry.object().rules();
    }

    private List<PolicyRule> rulesOf(String namespace, String name) throws ApiException {
        var entry = roles.get(namespace + "/" + name);
        if (entry == null) {
            throw Failures.notFound(RbacV1.ROLES, name);
        }
        return entry.object().rules();
    }

    private boolean may(AdmissionRequest request, String verb, Resource<?> resource, String name) {
        var wanted = Attributes.resource(
                request.context().user(),
                verb,
                resource.group(),
                "*",
                resource.plural(),
                "",
                request.namespace(),
                name);
        return authorizer.authorize(wanted) instanceof Decision.Allow;
    }

    private void confirm(AdmissionRequest request, List<PolicyRule> rules) throws ApiException {
        var missing = RuleCover.missing(held(request), rules);
        if (!missing.isEmpty()) {
            var user = request.context().user();
            throw request.forbidden("user \"" + user.name() + "\" (groups=" + RuleCover.quoted(user.groups())
                    + ") is attempting to grant RBAC permissions not currently held:\n"
                    + RuleCover.describe(missing));
        }
    }

    /// What the writer holds in the namespace of the request.
    private List<PolicyRule> held(AdmissionRequest request) {
        var rules = rbac.rules(request.context().user(), request.namespace());
        var held = new ArrayList<PolicyRule>();
        rules.resourceRules()
                .forEach(each -> held.add(PolicyRule.EMPTY
                        .withVerbs(each.verbs())
                        .withApiGroups(each.apiGroups())
                        .withResources(each.resources())
                        .withResourceNames(each.resourceNames())));
        rules.nonResourceRules()
                .forEach(each ->
                        held.add(PolicyRule.EMPTY.withVerbs(each.verbs()).withNonResourceURLs(each.nonResourceUrls())));
        return held;
    }

    /// Whether nothing changes but what the garbage collector changes on the way to a deletion.
    private static boolean onlyLeaving(KubeObject object, @Nullable KubeObject old) {
        return old != null && withoutOwners(object).equals(withoutOwners(old));
    }

    private static KubeObject withoutOwners(KubeObject object) {
        var meta = object.metadata();
        return object.withMetadata(meta.withOwnerReferences(List.of())
                .withFinalizers(List.of())
                .withManagedFields(List.of())
                .withResourceVersion(""));
    }
}
