package io.djong.apiserver.authorization.rbac;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.apiserver.authentication.User;
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
    /// @param missing the sentence about a role that does not exist, or null
    record Grant(
            String binding,
            RoleRef role,
            Subject subject,
            List<PolicyRule> rules,
            @Nullable String missing) {}

    private final Map<String, List<Grant>> everywhere = new HashMap<>();
    private final Map<String, Map<String, List<Grant>>> inNamespace = new HashMap<>();
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
            var index = inNamespace.computeIfAbsent(namespace, key -> new HashMap<>());
            index(index, name, binding.roleRef(), binding.subjects(), namespace);
        }
    }

    /// Everything given to the user cluster-wide and in one namespace, cluster-wide first.
    List<Grant> grants(User user, String namespace) {
        var all = new ArrayList<Grant>();
        collect(everywhere, user, all);
        var local = namespace.isEmpty() ? null : inNamespace.get(namespace);
        if (local != null) {
            collect(local, user, all);
        }
        return all;
    }

    private static void collect(Map<String, List<Grant>> index, User user, List<Grant> into) {
        into.addAll(index.getOrDefault("u:" + user.name(), List.of()));
        for (var group : user.groups()) {
            into.addAll(index.getOrDefault("g:" + group, List.of()));
        }
    }

    private void index(
            Map<String, List<Grant>> index, String binding, RoleRef ref, List<Subject> subjects, String namespace) {
        var rules = rules(ref, namespace);
        var missing = rules == null ? missing(ref) : null;
        for (var subject : subjects) {
            var key = key(subject, namespace);
            if (key != null) {
                index.computeIfAbsent(key, none -> new ArrayList<>(1))
                        .add(new Grant(binding, ref, subject, rules == null ? List.of() : rules, missing));
            }
        }
    }

    private static @Nullable String key(Subject subject, String bindingNamespace) {
        return switch (subject.kind()) {
            case "User" -> "u:" + subject.name();
            case "Group" -> "g:" + subject.name();
            case "ServiceAccount" -> {
                var namespace = subject.namespace().isEmpty() ? bindingNamespace : subject.namespace();
                yield namespace.isEmpty() ? null : "u:system:serviceaccount:" + namespace + ":" + subject.name();
            }
            default -> null;
        };
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
