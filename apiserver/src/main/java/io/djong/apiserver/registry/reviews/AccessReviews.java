package io.djong.apiserver.registry.reviews;

import io.djong.api.types.authorization.v1.AuthorizationV1;
import io.djong.api.types.authorization.v1.LocalSubjectAccessReview;
import io.djong.api.types.authorization.v1.NonResourceAttributes;
import io.djong.api.types.authorization.v1.NonResourceRule;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.authorization.v1.ResourceRule;
import io.djong.api.types.authorization.v1.SelfSubjectAccessReview;
import io.djong.api.types.authorization.v1.SelfSubjectRulesReview;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.api.types.authorization.v1.SubjectAccessReviewStatus;
import io.djong.api.types.authorization.v1.SubjectRulesReviewStatus;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ActionResource;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// May somebody do something: the four reviews of `authorization.k8s.io`.
public final class AccessReviews {
    private final Authorizer authorizer;

    /// Reviews by this authoriser.
    public AccessReviews(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /// The resources.
    public List<ActionResource<?>> resources() {
        return List.of(
                new ActionResource<>(AuthorizationV1.SUBJECT_ACCESS_REVIEWS, this::subject),
                new ActionResource<>(AuthorizationV1.SELF_SUBJECT_ACCESS_REVIEWS, this::self),
                new ActionResource<>(AuthorizationV1.LOCAL_SUBJECT_ACCESS_REVIEWS, this::local),
                new ActionResource<>(AuthorizationV1.SELF_SUBJECT_RULES_REVIEWS, this::rules));
    }

    private SubjectAccessReview subject(SubjectAccessReview review, OperationContext context) {
        var spec = review.spec();
        return review.withStatus(status(user(spec), spec.resourceAttributes(), spec.nonResourceAttributes()));
    }

    private SelfSubjectAccessReview self(SelfSubjectAccessReview review, OperationContext context) {
        var spec = review.spec();
        return review.withStatus(status(context.user(), spec.resourceAttributes(), spec.nonResourceAttributes()));
    }

    private LocalSubjectAccessReview local(LocalSubjectAccessReview review, OperationContext context)
            throws ApiException {
        var spec = review.spec();
        var wanted = spec.resourceAttributes();
        var namespace = review.metadata().namespace();
        if (wanted != null && !wanted.namespace().equals(namespace)) {
            throw Failures.badRequest("spec.resourceAttributes.namespace must match namespace: " + namespace);
        }
        return review.withStatus(status(user(spec), wanted, spec.nonResourceAttributes()));
    }

    private SelfSubjectRulesReview rules(SelfSubjectRulesReview review, OperationContext context) throws ApiException {
        if (review.spec().namespace().isEmpty()) {
            throw Failures.badRequest("no namespace on request");
        }
        var rules = authorizer.rules(context.user(), review.spec().namespace());
        var resourceRules = rules.resourceRules().stream()
                .map(rule -> new ResourceRule(rule.verbs(), rule.apiGroups(), rule.resources(), rule.resourceNames()))
                .toList();
        var pathRules = rules.nonResourceRules().stream()
                .map(rule -> new NonResourceRule(rule.verbs(), rule.nonResourceUrls()))
                .toList();
        return review.withStatus(
                new SubjectRulesReviewStatus(resourceRules, pathRules, rules.incomplete(), rules.evaluationError()));
    }

    private static User user(SubjectAccessReviewSpec spec) {
        return new User(spec.user(), spec.uid(), spec.groups(), spec.extra());
    }

    private SubjectAccessReviewStatus status(
            User user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
        var decision = authorizer.authorize(attributes(user, resource, path));
        return new SubjectAccessReviewStatus(
                decision instanceof Decision.Allow,
                decision instanceof Decision.Deny,
                decision.reason(),
                resource == null ? "" : SelectorProblems.of(resource));
    }

    private static Attributes attributes(
            User user, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes path) {
        if (resource != null) {
            return Attributes.resource(
                            user,
                            resource.verb(),
                            resource.group(),
                            resource.version(),
                            resource.resource(),
                            resource.subresource(),
                            resource.namespace(),
                            resource.name())
                    .withFields(SelectedFields.of(resource));
        }
        return path == null ? Attributes.path(user, "", "") : Attributes.path(user, path.verb(), path.path());
    }
}
