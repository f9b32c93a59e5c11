package io.djong.apiserver.authorization.rbac;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.ResourceCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All roles and bindings at one moment, indexed by who they are about.
final class RbacPolicy {
    /// What a binding gives to one of its subjects.
    ///
    /// @param allowed the decision about what its rules allow, with the reason
    /// @param missing the sentence about a role that does not exist, or null
    record Grant(
            List<PolicyRule> rules,
            Decision.Allow allowed,
            @Nullable String missing) {}

    /// What users have by their names and by their groups.
    private record Index(Map<String, List<Grant>> users, Map<String, List<Grant>> groups) {
        Index() {
            this(new HashMap<>(), new HashMap<>());
        }

        void collect(User user, List<Grant> into) {
            into.addAll(users.getOrDefault(user.name(), List.of()));
            for (var group : user.groups()) {
                into.addAll(groups.getOrDefault(group, List.of()));
            }
        }
    }

    private final Index everywhere = new Index();
    private final Map<String, Index> inNamespace = new HashMap<>();
    private final ResourceCache.Snapshot<ClusterRole> clusterRoles;
    private final ResourceCache.Snapshot<Role> roles;

    RbacPolicy(
            ResourceCache.Snapshot<ClusterRole> clusterRoles,
            ResourceCache.Snapshot<Role> roles,
            ResourceCache.Snapshot<ClusterRoleBinding> clusterRoleBindings,
            ResourceCache.Snapshot<RoleBinding> roleBindings) {
        this.clusterRoles = clusterRoles;
        this.roles = roles;
        for (var each = clusterRoleBindings.entries().entries(); each.next(); ) {
            var binding = each.value().object();
            var name = "ClusterRoleBinding \"" + binding.metadata().name() + "\"";
            index(everywhere, name, binding.roleRef(), binding.subjects(), "");
        }
        for (var each = roleBindings.entries().entries(); each.next(); ) {
            var binding = each.value().object();
            var namespace = binding.metadata().namespace();
            var name = "RoleBinding \"" + binding.metadata().name() + "/" + namespace + "\"";
            var index = inNamespace.computeIfAbsent(namespace, key -> new Index());
            index(index, name, binding.roleRef(), binding.subjects(), namespace);
        }
    }

    /// Everything given to the user cluster-wide and in one namespace, cluster-wide first.
    List<Grant> grants(User user, String namespace) {
        var all = new ArrayList<Grant>();
        everywhere.collect(user, all);
        var local = namespace.isEmpty() ? null : inNamespace.get(namespace);
        if (local != null) {
            local.collect(user, all);
        }
        return all;
    }

    private void index(Index index, String binding, RoleRef ref, List<Subject> subjects, String namespace) {
        var rules = rules(ref, namespace);
        var missing = rules == null ? missing(ref) : null;
        for (var subject : subjects) {
            var grant = new Grant(rules == null ? List.of() : rules, allowed(binding, ref, subject), missing);
            switch (subject.kind()) {
                case "User" -> add(index.users(), subject.name(), grant);
                case "Group" -> add(index.groups(), subject.name(), grant);
                case "ServiceAccount" -> {
                    var of = subject.namespace().isEmpty() ? namespace : subject.namespace();
                    if (!of.isEmpty()) {
                        add(index.users(), "system:serviceaccount:" + of + ":" + subject.name(), grant);
                    }
                }
                default -> {} // a kind that nobody is of
            }
        }
    }

    private static void add(Map<String, List<Grant>> to, String name, Grant grant) {
        to.computeIfAbsent(name, none -> new ArrayList<>(1)).add(grant);
    }

    private static Decision.Allow allowed(String binding, RoleRef role, Subject subject) {
        var name =
                subject.kind().equals("ServiceAccount") ? subject.name() + "/" + subject.namespace() : subject.name();
        return new Decision.Allow("RBAC: allowed by " + binding + " of " + role.kind() + " \"" + role.name() + "\" to "
                + subject.kind() + " \"" + name + "\"");
    }

    private @Nullable List<PolicyRule> rules(RoleRef ref, String namespace) {
        if (ref.kind().equals("Role")) {
            CacheEntry<Role> role = roles.entries().get(namespace + "/" + ref.name());
            return role == null ? null : role.object().rules();
        }
        CacheEntry<ClusterRole> role = clusterRoles.entries().get(ref.name());
        return role == null ? null : role.object().rules();
    }

    private static String missing(RoleRef ref) {
        return (ref.kind().equals("Role") ? "role" : "clusterrole") + ".rbac.authorization.k8s.io \"" + ref.name()
                + "\" not found";
    }
}
