package io.djong.api.validation.rbac;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.AggregationRule;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.RoleRefCodec;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Roles and who has them.
public final class RbacRules {
    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final FieldPath ROLE_REF = FieldPath.of("roleRef");

    private RbacRules() {}

    /// A new role.
    public static void create(FieldErrors errors, Role role) {
        ObjectMetaRules.create(errors, role.metadata(), true, NameRule.PATH_SEGMENT);
        rules(errors, role.rules(), true);
    }

    /// A changed role.
    public static void update(FieldErrors errors, Role role, Role old) {
        create(errors, role);
        ObjectMetaRules.update(errors, role.metadata(), old.metadata());
    }

    /// A new role for the cluster.
    public static void create(FieldErrors errors, ClusterRole role) {
        create(errors, role, null);
    }

    /// A changed role for the cluster.
    public static void update(FieldErrors errors, ClusterRole role, ClusterRole old) {
        create(errors, role, old.aggregationRule());
        ObjectMetaRules.update(errors, role.metadata(), old.metadata());
    }

    private static void create(FieldErrors errors, ClusterRole role, @Nullable AggregationRule old) {
        ObjectMetaRules.create(errors, role.metadata(), false, NameRule.PATH_SEGMENT);
        rules(errors, role.rules(), false);
        if (role.aggregationRule() == null) {
            return;
        }
        var path = FieldPath.of("aggregationRule").child("clusterRoleSelectors");
        var selectors = role.aggregationRule().clusterRoleSelectors();
        if (selectors.isEmpty()) {
            errors.required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
        boolean anyValues = old != null && hasWrongSelector(old.clusterRoleSelectors());
        for (int i = 0; i < selectors.size(); i++) {
            LabelSelectorRules.check(errors, path.index(i), selectors.get(i), anyValues);
            try {
                LabelSelectors.checked(selectors.get(i));
            } catch (SelectorException _) {
                errors.invalidShown(path.index(i), FieldErrors.NULL, "invalid label selector.");
            }
        }
    }

    private static boolean hasWrongSelector(List<LabelSelector> selectors) {
        var errors = new FieldErrors();
        for (var selector : selectors) {
            LabelSelectorRules.check(errors, FieldPath.ROOT, selector, false);
        }
        return !errors.isEmpty();
    }

    private static void rules(FieldErrors errors, List<PolicyRule> rules, boolean namespaced) {
        for (int i = 0; i < rules.size(); i++) {
            rule(errors, FieldPath.of("rules").index(i), rules.get(i), namespaced);
        }
    }

    private static void rule(FieldErrors errors, FieldPath at, PolicyRule rule, boolean namespaced) {
        if (rule.verbs().isEmpty()) {
            errors.required(at.child("verbs"), "verbs must contain at least one value");
        }
        var urls = rule.nonResourceURLs();
        if (!urls.isEmpty()) {
            var path = at.child("nonResourceURLs");
            if (namespaced) {
                errors.invalidShown(path, Shown.texts(urls), "namespaced rules cannot apply to non-resource URLs");
            }
            if (!rule.apiGroups().isEmpty()
                    || !rule.resources().isEmpty()
                    || !rule.resourceNames().isEmpty()) {
                errors.invalidShown(
                        path, Shown.texts(urls), "rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (rule.apiGroups().isEmpty()) {
            errors.required(at.child("apiGroups"), "resource rules must supply at least one api group");
        }
        if (rule.resources().isEmpty()) {
            errors.required(at.child("resources"), "resource rules must supply at least one resource");
        }
    }

    /// A new binding.
    public static void create(FieldErrors errors, RoleBinding binding) {
        binding(errors, binding.metadata(), binding.roleRef(), binding.subjects(), true);
    }

    /// A changed binding; the role stays.
    public static void update(FieldErrors errors, RoleBinding binding, RoleBinding old) {
        create(errors, binding);
        ObjectMetaRules.update(errors, binding.metadata(), old.metadata());
        sameRole(errors, binding.roleRef(), old.roleRef());
    }

    /// A new binding in the cluster.
    public static void create(FieldErrors errors, ClusterRoleBinding binding) {
        binding(errors, binding.metadata(), binding.roleRef(), binding.subjects(), false);
    }

    /// A changed binding in the cluster; the role stays.
    public static void update(FieldErrors errors, ClusterRoleBinding binding, ClusterRoleBinding old) {
        create(errors, binding);
        ObjectMetaRules.update(errors, binding.metadata(), old.metadata());
        sameRole(errors, binding.roleRef(), old.roleRef());
    }

    private static void sameRole(FieldErrors errors, RoleRef now, RoleRef before) {
        if (!now.equals(before)) {
            errors.invalidShown(
                    ROLE_REF, InternalJson.of("rbac/v1.RoleRef", RoleRefCodec.CODEC, now), "cannot change roleRef");
        }
    }

    private static void binding(
            FieldErrors errors, ObjectMeta meta, RoleRef role, List<Subject> subjects, boolean namespaced) {
        ObjectMetaRules.create(errors, meta, namespaced, NameRule.PATH_SEGMENT);
        List<String> kinds = namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
        if (!role.apiGroup().equals(GROUP)) {
            errors.notSupported(ROLE_REF.child("apiGroup"), role.apiGroup(), List.of(GROUP));
        }
        if (!kinds.contains(role.kind())) {
            errors.notSupported(ROLE_REF.child("kind"), role.kind(), kinds);
        }
        if (role.name().isEmpty()) {
            errors.required(ROLE_REF.child("name"));
        } else {
            errors.invalidEach(ROLE_REF.child("name"), role.name(), NameRule.pathSegment(role.name()));
        }
        for (int i = 0; i < subjects.size(); i++) {
            subject(errors, FieldPath.of("subjects").index(i), subjects.get(i), namespaced);
        }
    }

    private static void subject(FieldErrors errors, FieldPath at, Subject subject, boolean namespaced) {
        boolean nameless = subject.name().isEmpty();
        if (nameless) {
            errors.required(at.child("name"));
        }
        switch (subject.kind()) {
            case "ServiceAccount" -> {
                if (!nameless) {
                    errors.invalidEach(at.child("name"), subject.name(), DnsNames.subdomain(subject.name()));
                }
                if (!subject.apiGroup().isEmpty()) {
                    errors.notSupported(at.child("apiGroup"), subject.apiGroup(), List.of(""));
                }
                if (!namespaced && subject.namespace().isEmpty()) {
                    errors.required(at.child("namespace"));
                }
            }
            case "User", "Group" -> {
                if (!subject.apiGroup().equals(GROUP)) {
                    errors.notSupported(at.child("apiGroup"), subject.apiGroup(), List.of(GROUP));
                }
            }
            default ->
                errors.notSupported(at.child("kind"), subject.kind(), List.of("ServiceAccount", "User", "Group"));
        }
    }
}
