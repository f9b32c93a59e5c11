package io.djong.apiserver.authorization.rbac;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.cache.ResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Allows what a role allows that is bound to the user or one of the user's groups; never denies.
public final class RbacAuthorizer implements Authorizer {
    private final ResourceCache<ClusterRole> clusterRoles;
    private final ResourceCache<Role> roles;
    private final ResourceCache<ClusterRoleBinding> clusterRoleBindings;
    private final ResourceCache<RoleBinding> roleBindings;
    private volatile @Nullable Compiled compiled;

    private record Compiled(
            ResourceCache.Snapshot<ClusterRole> clusterRoles,
            ResourceCache.Snapshot<Role> roles,
            ResourceCache.Snapshot<ClusterRoleBinding> clusterRoleBindings,
            ResourceCache.Snapshot<RoleBinding> roleBindings,
            RbacPolicy policy) {}

    /// Decides from these caches.
    public RbacAuthorizer(
            ResourceCache<ClusterRole> clusterRoles,
            ResourceCache<Role> roles,
            ResourceCache<ClusterRoleBinding> clusterRoleBindings,
            ResourceCache<RoleBinding> roleBindings) {
        this.clusterRoles = clusterRoles;
        this.roles = roles;
        this.clusterRoleBindings = clusterRoleBindings;
        this.roleBindings = roleBindings;
    }

    @Override
    public Decision authorize(Attributes attributes) {
        var missing = new ArrayList<String>(0);
        for (var grant : policy().grants(attributes.user(), attributes.namespace())) {
            if (grant.missing() != null) {
                missing.add(grant.missing());
                continue;
            }
            for (var rule : grant.rules()) {
                if (RbacRules.allows(rule, attributes)) {
                    return grant.allowed();
                }
            }
        }
        return new Decision.NoOpinion(missing.isEmpty() ? "" : "RBAC: " + combined(missing));
    }

    @Override
    public Rules rules(User user, String namespace) {
        var resourceRules = new ArrayList<ResourceRule>();
        var pathRules = new ArrayList<NonResourceRule>();
        var missing = new ArrayList<String>(0);
        for (var grant : policy().grants(user, namespace)) {
            if (grant.missing() != null) {
                missing.add(grant.missing());
            }
            for (var rule : grant.rules()) {
                if (!rule.resources().isEmpty()) {
                    resourceRules.add(
                            new ResourceRule(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()));
                }
                if (!rule.nonResourceURLs().isEmpty()) {
                    pathRules.add(new NonResourceRule(rule.verbs(), rule.nonResourceURLs()));
                }
            }
        }
        return new Rules(resourceRules, pathRules, !missing.isEmpty(), missing.isEmpty() ? "" : combined(missing));
    }

    private static String combined(List<String> sentences) {
        var distinct = sentences.stream().distinct().toList();
        return distinct.size() == 1
                ? distinct.getFirst()
                : distinct.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    @SuppressWarnings("ReferenceEquality") // a snapshot is the same only if it is the same object
    private RbacPolicy policy() {
        var current = compiled;
        var clusterRolesNow = clusterRoles.snapshot();
        var rolesNow = roles.snapshot();
        var clusterRoleBindingsNow = clusterRoleBindings.snapshot();
        var roleBindingsNow = roleBindings.snapshot();
        if (current == null
                || current.clusterRoles() != clusterRolesNow
                || current.roles() != rolesNow
                || current.clusterRoleBindings() != clusterRoleBindingsNow
                || current.roleBindings() != roleBindingsNow) {
            current = new Compiled(
                    clusterRolesNow,
                    rolesNow,
                    clusterRoleBindingsNow,
                    roleBindingsNow,
                    new RbacPolicy(clusterRolesNow, rolesNow, clusterRoleBindingsNow, roleBindingsNow));
            compiled = current;
        }
        return current.policy();
    }
}
