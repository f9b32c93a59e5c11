package io.djong.client.serving;

import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.api.types.authorization.v1.AuthorizationV1;
import io.djong.api.types.authorization.v1.NonResourceAttributes;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether somebody may do something at a component: as the API server says (SubjectAccessReview, kept for a while).
///
/// Safe for any number of threads; a review blocks the calling one.
public final class DelegatedAuthorization {
    private static final String MASTERS = "system:masters";

    private final @Nullable KubeClient client;
    private final List<String> openPaths;
    private final Duration allowedLife;
    private final Duration refusedLife;
    private final ExpiringCache<SubjectAccessReviewSpec, Decision> reviews;

    /// @param reason of a refusal, "" for none
    public record Decision(boolean isAllowed, String reason) {
        private static final Decision ALLOWED = new Decision(true, "");
    }

    /// @param client asks; null: nothing is allowed but what needs no question
    /// @param openPaths need no question; `*` at the end means whatever begins so
    /// @param allowedLife how long a yes counts
    /// @param refusedLife how long a no counts
    public DelegatedAuthorization(
            Environment environment,
            @Nullable KubeClient client,
            List<String> openPaths,
            Duration allowedLife,
            Duration refusedLife) {
        this.client = client;
        this.openPaths = List.copyOf(openPaths);
        this.allowedLife = allowedLife;
        this.refusedLife = refusedLife;
        this.reviews = new ExpiringCache<>(environment.ticker());
    }

    /// Whether the user may send a request to a path. The open ones are everybody's, and `system:masters` may
    /// have all
    /// of them: neither is asked about.
    ///
    /// @param verb the HTTP method in small letters
    /// @throws ApiException when the API server cannot be asked
    public Decision path(UserInfo user, String verb, String path) throws ApiException, InterruptedException {
        for (var open : openPaths) {
            boolean isOpen =
                    open.endsWith("*") ? path.startsWith(open.substring(0, open.length() - 1)) : path.equals(open);
            if (isOpen) return Decision.ALLOWED;
        }
        if (user.groups().contains(MASTERS)) return Decision.ALLOWED;
        return decide(
                user, SubjectAccessReviewSpec.EMPTY.withNonResourceAttributes(new NonResourceAttributes(path, verb)));
    }

    /// Whether the user may do what the attributes of the question say.
    ///
    /// @param question without the user
    /// @throws ApiException when the API server cannot be asked
    public Decision decide(UserInfo user, SubjectAccessReviewSpec question) throws ApiException, InterruptedException {
        if (client == null) return new Decision(false, "");
        var asked = question.withUser(user.username())
                .withUid(user.uid())
                .withGroups(user.groups())
                .withExtra(user.extra());
        var known = reviews.get(asked);
        if (known != null) return known;
        var review = SubjectAccessReview.EMPTY.withSpec(asked);
        var status =
                client.of(AuthorizationV1.SUBJECT_ACCESS_REVIEWS).create(review).status();
        boolean allowed = status.allowed() && !status.denied();
        var decision = allowed ? Decision.ALLOWED : new Decision(false, status.reason());
        reviews.put(asked, decision, allowed ? allowedLife : refusedLife);
        return decision;
    }
}
