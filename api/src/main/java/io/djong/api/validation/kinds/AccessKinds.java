package io.djong.api.validation.kinds;

import io.djong.api.meta.ApiObject;
import io.djong.api.types.authentication.v1.SelfSubjectReview;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.authentication.v1.TokenReview;
import io.djong.api.types.authorization.v1.LocalSubjectAccessReview;
import io.djong.api.types.authorization.v1.SelfSubjectAccessReview;
import io.djong.api.types.authorization.v1.SelfSubjectRulesReview;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.validation.access.AccessReviewRules;
import io.djong.api.validation.access.TokenRequestRules;
import io.djong.api.validation.rbac.RbacRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of who may do what: `rbac.authorization.k8s.io`, and the questions of `authentication.k8s.io` and
/// `authorization.k8s.io`, which nobody keeps.
final class AccessKinds {
    private AccessKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<Role>of(Role.class, RbacRules::create).update(RbacRules::update),
                KindRules.<ClusterRole>of(ClusterRole.class, RbacRules::create).update(RbacRules::update),
                KindRules.<RoleBinding>of(RoleBinding.class, RbacRules::create).update(RbacRules::update),
                KindRules.<ClusterRoleBinding>of(ClusterRoleBinding.class, RbacRules::create)
                        .update(RbacRules::update),
                KindRules.<SubjectAccessReview>of(SubjectAccessReview.class, AccessReviewRules::create),
                KindRules.<SelfSubjectAccessReview>of(SelfSubjectAccessReview.class, AccessReviewRules::create),
                KindRules.<LocalSubjectAccessReview>of(LocalSubjectAccessReview.class, AccessReviewRules::create),
                KindRules.of(TokenRequest.class, TokenRequestRules::create),
                unchecked(SelfSubjectRulesReview.class),
                unchecked(TokenReview.class),
                unchecked(SelfSubjectReview.class));
    }

    /// Questions that nobody keeps, and that have no name.
    private static <T extends ApiObject> KindRules<T> unchecked(Class<T> type) {
        return KindRules.of(type, (errors, question) -> {});
    }
}
