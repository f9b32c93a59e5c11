package io.djong.api.validation.kinds;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.validation.rbac.RbacRules;
import java.util.List;

/// The rules of the kinds of `rbac.authorization.k8s.io`.
final class RbacKinds {
    private RbacKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<Role>of(Role.class, RbacRules::create).update(RbacRules::update),
                KindRules.<ClusterRole>of(ClusterRole.class, RbacRules::create).update(RbacRules::update),
                KindRules.<RoleBinding>of(RoleBinding.class, RbacRules::create).update(RbacRules::update),
                KindRules.<ClusterRoleBinding>of(ClusterRoleBinding.class, RbacRules::create)
                        .update(RbacRules::update));
    }
}
