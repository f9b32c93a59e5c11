package io.djong.apiserver.bootstrap;

import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.AggregationRule;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Upstream's default roles and bindings, as objects.
final class BootstrapRbac {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final Map<String, String> ANNOTATIONS =
            Map.of("rbac.authorization.kubernetes.io/autoupdate", "true");

    private final List<ClusterRole> clusterRoles = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<ClusterRoleBinding> clusterRoleBindings = new ArrayList<>();
    private final List<RoleBinding> roleBindings = new ArrayList<>();

    BootstrapRbac() {
        BootstrapText.read("roles").forEach(this::role);
        BootstrapText.read("bindings").forEach(this::binding);
    }

    List<ClusterRole> clusterRoles() {
        return clusterRoles;
    }

    List<Role> roles() {
        return roles;
    }

    List<ClusterRoleBinding> clusterRoleBindings() {
        return clusterRoleBindings;
    }

    List<RoleBinding> roleBindings() {
        return roleBindings;
    }

    private void role(BootstrapText.Block block) {
        var labels = new TreeMap<String, String>();
        var rules = new ArrayList<PolicyRule>();
        var selectors = new ArrayList<LabelSelector>();
        for (var words : block.lines()) {
            switch (words.getFirst()) {
                case "label" -> labels.put(key(words.get(1)), value(words.get(1)));
                case "aggregate" ->
                    selectors.add(LabelSelector.EMPTY.withMatchLabels(Map.of(key(words.get(1)), value(words.get(1)))));
                case "rule" -> rules.add(resourceRule(words));
                case "paths" ->
                    rules.add(PolicyRule.EMPTY
                            .withVerbs(BootstrapText.list(words.get(1)))
                            .withNonResourceURLs(BootstrapText.list(words.get(2))));
                default -> throw new IllegalStateException("unknown word in roles: " + words);
            }
        }
        var meta = meta(block.head().get(1), labels);
        if (meta.namespace().isEmpty()) {
            var role = ClusterRole.EMPTY.withMetadata(meta).withRules(rules);
            clusterRoles.add(selectors.isEmpty() ? role : role.withAggregationRule(new AggregationRule(selectors)));
        } else {
            roles.add(new Role(meta, rules));
        }
    }

    private static PolicyRule resourceRule(List<String> words) {
        var rule = PolicyRule.EMPTY
                .withVerbs(BootstrapText.list(words.get(1)))
                .withApiGroups(BootstrapText.list(words.get(2)))
                .withResources(BootstrapText.list(words.get(3)));
        return words.size() > 4 ? rule.withResourceNames(BootstrapText.list(words.get(4))) : rule;
    }

    private void binding(BootstrapText.Block block) {
        var meta = meta(block.head().get(1), new TreeMap<>());
        var ref = new RoleRef(GROUP, block.head().get(2), block.head().get(3));
        var subjects = block.lines().stream().map(BootstrapRbac::subject).toList();
        if (meta.namespace().isEmpty()) {
            clusterRoleBindings.add(new ClusterRoleBinding(meta, subjects, ref));
        } else {
            roleBindings.add(new RoleBinding(meta, subjects, ref));
        }
    }

    private static Subject subject(List<String> words) {
        var kind = words.getFirst();
        var slash = words.get(1).indexOf('/');
        return kind.equals("ServiceAccount")
                ? new Subject(
                        kind,
                        "",
                        words.get(1).substring(slash + 1),
                        words.get(1).substring(0, slash))
                : new Subject(kind, GROUP, words.get(1), "");
    }

    /// @param name with its namespace and a slash before it, if it has one
    private static ObjectMeta meta(String name, Map<String, String> labels) {
        labels.put("kubernetes.io/bootstrapping", "rbac-defaults");
        var slash = name.indexOf('/');
        return ObjectMeta.EMPTY
                .withName(name.substring(slash + 1))
                .withNamespace(slash < 0 ? "" : name.substring(0, slash))
                .withLabels(labels)
                .withAnnotations(ANNOTATIONS);
    }

    private static String key(String label) {
        return label.substring(0, label.indexOf('='));
    }

    private static String value(String label) {
        return label.substring(label.indexOf('=') + 1);
    }
}
