package io.djong.apiserver.authorization;

import io.djong.apiserver.authentication.User;
import java.util.List;

/// Decides whether a user may do something.
public interface Authorizer {
    /// Decides.
    Decision authorize(Attributes attributes);

    /// The rules that apply to a user in a namespace, for SelfSubjectRulesReview; also says when the list
    /// is not complete.
    Rules rules(User user, String namespace);

    /// One rule about resources.
    record ResourceRule(
            List<String> verbs, List<String> apiGroups, List<String> resources, List<String> resourceNames) {}

    /// One rule about paths.
    record NonResourceRule(List<String> verbs, List<String> nonResourceUrls) {}

    /// @param evaluationError "" when none
    record Rules(
            List<ResourceRule> resourceRules,
            List<NonResourceRule> nonResourceRules,
            boolean incomplete,
            String evaluationError) {}
}
