package io.djong.apiserver.registry.reviews;

import io.djong.api.types.authentication.v1.AuthenticationV1;
import io.djong.api.types.authentication.v1.SelfSubjectReview;
import io.djong.api.types.authentication.v1.SelfSubjectReviewStatus;
import io.djong.api.types.authentication.v1.TokenReview;
import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.Credentials;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ActionResource;
import io.djong.client.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Who is somebody: the two reviews of `authentication.k8s.io`.
public final class AuthenticationReviews {
    /// What upstream's first authenticator, which knows the server's own token alone, says to all others.
    private static final String INVALID = "invalid bearer token";

    private final List<Authenticator> authenticators;
    private final List<String> audiences;

    /// @param authenticators in the order in which they are asked
    /// @param audiences of this server, for tokens of authenticators that know none
    public AuthenticationReviews(List<Authenticator> authenticators, List<String> audiences) {
        this.authenticators = List.copyOf(authenticators);
        this.audiences = List.copyOf(audiences);
    }

    /// The resources.
    public List<ActionResource<?>> resources() {
        return List.of(
                new ActionResource<>(AuthenticationV1.TOKEN_REVIEWS, this::token),
                new ActionResource<>(AuthenticationV1.SELF_SUBJECT_REVIEWS, this::self));
    }

    private SelfSubjectReview self(SelfSubjectReview review, OperationContext context) {
        var asked = context.now().truncatedTo(ChronoUnit.SECONDS);
        return review.withMetadata(review.metadata().withCreationTimestamp(asked))
                .withStatus(new SelfSubjectReviewStatus(info(context.user())));
    }

    private TokenReview token(TokenReview review, OperationContext context) throws ApiException {
        var spec = review.spec();
        if (spec.token().isEmpty()) {
            throw Failures.badRequest("token is required for TokenReview in authentication");
        }
        var wanted = spec.audiences().isEmpty() ? audiences : spec.audiences();
        var error = INVALID;
        for (var authenticator : authenticators) {
            switch (authenticator.authenticate(new Credentials(List.of(), spec.token(), wanted))) {
                case Authenticator.Result.Known(var user, var own) -> {
                    var common = new ArrayList<>(wanted);
                    common.retainAll(own.isEmpty() ? audiences : own);
                    if (!common.isEmpty()) {
                        return review.withStatus(review.status()
                                .withAuthenticated(true)
                                .withUser(info(user.authenticated()))
                                .withAudiences(common));
                    }
                }
                case Authenticator.Result.Wrong(var reason) -> error = "[" + INVALID + ", " + reason + "]";
                case Authenticator.Result.NotMine notMine -> {}
            }
        }
        return review.withStatus(review.status().withAuthenticated(false).withError(error));
    }

    private static UserInfo info(User user) {
        return new UserInfo(user.name(), user.uid(), user.groups(), user.extra());
    }
}
