package io.djong.apiserver.authorization;

import io.djong.apiserver.authentication.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// Authorisers in order; members of `system:masters` may do everything and are not asked about. What one may
/// do is told
/// by the authorisers alone, as upstream does: the superusers' right is no rule.
public final class AuthorizerChain implements Authorizer {
    private final List<Authorizer> authorizers;

    /// @param authorizers in the order in which they are asked
    public AuthorizerChain(List<Authorizer> authorizers) {
        this.authorizers = List.copyOf(authorizers);
    }

    @Override
    public Decision authorize(Attributes attributes) {
        if (attributes.user().groups().contains(User.MASTERS_GROUP)) {
            return new Decision.Allow("");
        }
        var reasons = new ArrayList<String>(0);
        for (var authorizer : authorizers) {
            var decision = authorizer.authorize(attributes);
            if (!(decision instanceof Decision.NoOpinion)) {
                return decision;
            }
            if (!decision.reason().isEmpty()) {
                reasons.add(decision.reason());
            }
        }
        return new Decision.NoOpinion(String.join("\n", reasons));
    }

    /// As upstream tells several errors at once.
    private static String told(Collection<String> errors) {
        var all = String.join(", ", errors);
        return errors.size() > 1 ? "[" + all + "]" : all;
    }

    @Override
    public Rules rules(User user, String namespace) {
        var resourceRules = new ArrayList<ResourceRule>();
        var pathRules = new ArrayList<NonResourceRule>();
        var errors = new LinkedHashSet<String>();
        var incomplete = false;
        for (var authorizer : authorizers) {
            var rules = authorizer.rules(user, namespace);
            resourceRules.addAll(rules.resourceRules());
            pathRules.addAll(rules.nonResourceRules());
            incomplete |= rules.incomplete();
            if (!rules.evaluationError().isEmpty()) {
                errors.add(rules.evaluationError());
            }
        }
        return new Rules(resourceRules, pathRules, incomplete, told(errors));
    }
}
