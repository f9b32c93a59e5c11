package io.djong.client.serving;

import io.djong.api.types.authentication.v1.AuthenticationV1;
import io.djong.api.types.authentication.v1.TokenReview;
import io.djong.api.types.authentication.v1.TokenReviewSpec;
import io.djong.api.types.authentication.v1.TokenReviewStatus;
import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.http.Request;
import io.djong.pki.Certificates;
import io.djong.pki.Hash;
import io.djong.pki.KeyUse;
import io.djong.pki.PkiException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who sends a request to a component: by a client certificate that one of our authorities signed, or by a bearer
/// token that the API server knows (TokenReview, kept for a while under the token's hash).
///
/// Safe for any number of threads; a review blocks the calling one.
public final class DelegatedAuthentication {
    private static final System.Logger LOG = System.getLogger(DelegatedAuthentication.class.getName());
    private static final String AUTHENTICATED = "system:authenticated";
    private static final String UNAUTHENTICATED = "system:unauthenticated";
    private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";
    private static final UserInfo ANONYMOUS = new UserInfo("system:anonymous", "", List.of(UNAUTHENTICATED), Map.of());

    private final @Nullable KubeClient client;
    private final Supplier<List<X509Certificate>> authorities;
    private final boolean anonymous;
    private final Duration tokenLife;
    private final InstantSource clock;
    private final ExpiringCache<String, Outcome> reviews;

    /// What was found.
    public sealed interface Outcome {
        /// Who it is; anonymous when nothing was shown and that is allowed.
        record Known(UserInfo user) implements Outcome {}

        /// Something was shown, or has to be, and it proves nobody: 401.
        record Refused(String reason) implements Outcome {}
    }

    /// @param client reviews tokens; null: tokens count for nothing
    /// @param authorities of client certificates, asked on each request; empty: certificates count for nothing
    /// @param anonymous whether requests that show nothing come in as `system:anonymous`
    /// @param tokenLife how long a review counts
    public DelegatedAuthentication(
            Environment environment,
            @Nullable KubeClient client,
            Supplier<List<X509Certificate>> authorities,
            boolean anonymous,
            Duration tokenLife) {
        this.client = client;
        this.authorities = authorities;
        this.anonymous = anonymous;
        this.tokenLife = tokenLife;
        this.clock = environment.clock();
        this.reviews = new ExpiringCache<>(environment.ticker());
    }

    /// The authorities, for the handshake's hint.
    public Supplier<List<X509Certificate>> authorities() {
        return authorities;
    }

    /// Finds out who sends a request. An API server that cannot be asked proves nobody.
    public Outcome authenticate(Request request) throws InterruptedException {
        var byCertificate = certificate(request.peerCertificates());
        if (byCertificate instanceof Outcome.Known) return byCertificate;
        var token = token(request);
        if (client != null && token != null) return review(client, token);
        if (byCertificate != null) return byCertificate;
        return anonymous ? new Outcome.Known(ANONYMOUS) : new Outcome.Refused("nothing was shown");
    }

    /// Null when certificates do not count, none was shown, or it names nobody.
    private @Nullable Outcome certificate(List<X509Certificate> chain) {
        var trusted = authorities.get();
        if (chain.isEmpty() || trusted.isEmpty()) return null;
        try {
            Certificates.verify(chain, trusted, clock.instant(), KeyUse.CLIENT_AUTH);
        } catch (PkiException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client certificate was refused", e);
            return new Outcome.Refused("verifying certificate failed: " + e.getMessage());
        }
        var subject = Certificates.subject(chain.getFirst());
        if (subject.commonName().isEmpty()) return null;
        return known(new UserInfo(
                subject.commonName(),
                "",
                subject.organizations(),
                Map.of(CREDENTIAL_ID, List.of("X509SHA256=" + Certificates.fingerprint(chain.getFirst())))));
    }

    /// Everybody but the anonymous is in one group more.
    private static Outcome known(UserInfo user) {
        var said = user.groups();
        if (said.contains(AUTHENTICATED) || said.contains(UNAUTHENTICATED)) return new Outcome.Known(user);
        var groups = new ArrayList<>(said);
        groups.add(AUTHENTICATED);
        return new Outcome.Known(user.withGroups(groups));
    }

    private static @Nullable String token(Request request) {
        var header = request.headers().first("Authorization");
        if (header == null) return null;
        var parts = header.strip().split(" ", 3);
        return parts.length >= 2 && parts[0].equalsIgnoreCase("bearer") && !parts[1].isEmpty() ? parts[1] : null;
    }

    private Outcome review(KubeClient reviewer, String token) throws InterruptedException {
        var key = Hash.SHA_256.hex(token);
        var known = reviews.get(key);
        if (known != null) return known;
        TokenReviewStatus status;
        try {
            status = reviewer.of(AuthenticationV1.TOKEN_REVIEWS)
                    .create(TokenReview.EMPTY.withSpec(TokenReviewSpec.EMPTY.withToken(token)))
                    .status();
        } catch (ApiException e) {
            LOG.log(System.Logger.Level.ERROR, "Unable to authenticate the request", e);
            return new Outcome.Refused("the token could not be reviewed: " + e.getMessage());
        }
        var outcome = status.authenticated()
                ? known(status.user())
                : new Outcome.Refused(status.error().isEmpty() ? "invalid bearer token" : status.error());
        reviews.put(key, outcome, tokenLife);
        return outcome;
    }
}
