package io.djong.api.defaults;

import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;

/// Bindings: the group of users, groups and roles need not be written.
final class RbacDefaults {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private RbacDefaults() {}

    static RoleBinding apply(RoleBinding binding) {
        return binding.withRoleRef(role(binding.roleRef()))
                .withSubjects(Mapped.list(binding.subjects(), RbacDefaults::subject));
    }

    static ClusterRoleBinding apply(ClusterRoleBinding binding) {
        return binding.withRoleRef(role(binding.roleRef()))
                .withSubjects(Mapped.list(binding.subjects(), RbacDefaults::subject));
    }

    private static RoleRef role(RoleRef role) {
        return role.apiGroup().isEmpty() ? role.withApiGroup(GROUP) : role;
    }

    private static Subject subject(Subject subject) {
        boolean person = subject.kind().equals("User") || subject.kind().equals("Group");
        return person && subject.apiGroup().isEmpty() ? subject.withApiGroup(GROUP) : subject;
    }
}
