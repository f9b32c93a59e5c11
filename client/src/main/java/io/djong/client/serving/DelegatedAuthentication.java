package io.djong.client.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.djong.pki.KeyUse;
import io.djong.pki.PkiException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who sends a request to a component: by a client certificate that one of our authorities signed, or by a bearer
/// token that the API server knows (TokenReview, kept for a while under the token's hash).
///
/// Safe for any number of threads; a review blocks the calling one.
public final class DelegatedAuthentication {
    private static final String AUTHENTICATED = "system:authenticated";
    private static final UserInfo ANONYMOUS =
            new UserInfo("system:anonymous", "", List.of("system:unauthenticated"), Map.of());

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

    /// @param client reviews tokens; null: every token is refused
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

    /// Finds out who sends a request.
    ///
    /// @throws ApiException when the API server cannot be asked
    public Outcome authenticate(Request request) throws ApiException, InterruptedException {
        var trusted = authorities.get();
        @Nullable Outcome byCertificate = null;
        if (!request.peerCertificates().isEmpty() && !trusted.isEmpty()) {
            byCertificate = certificate(request.peerCertificates(), trusted);
            if (byCertificate instanceof Outcome.Known) return byCertificate;
        }
        var token = token(request);
        if (token != null) return review(token);
        if (byCertificate != null) return byCertificate;
        return anonymous ? new Outcome.Known(ANONYMOUS) : new Outcome.Refused("nothing was shown");
    }

    private Outcome certificate(List<X509Certificate> chain, List<X509Certificate> trusted) {
        try {
            Certificates.verify(chain, trusted, clock.instant(), KeyUse.CLIENT_AUTH);
        } catch (PkiException e) {
            return new Outcome.Refused("verifying certificate failed: " + e.getMessage());
        }
        var subject = Certificates.subject(chain.getFirst());
        if (subject.commonName().isEmpty()) return new Outcome.Refused("the certificate names nobody");
        var groups = new ArrayList<>(subject.organizations());
        groups.add(AUTHENTICATED);
        return new Outcome.Known(new UserInfo(subject.commonName(), "", groups, Map.of()));
    }

    private static @Nullable String token(Request request) {
        var header = request.headers().first("Authorization");
        if (header == null) return null;
        var parts = header.strip().split(" ", 3);
        return parts.length >= 2 && parts[0].equalsIgnoreCase("bearer") && !parts[1].isEmpty() ? parts[1] : null;
    }

    private Outcome review(String token) throws ApiException, InterruptedException {
        if (client == null) return new Outcome.Refused("tokens are not reviewed here");
        var key = hash(token);
        var known = reviews.get(key);
        if (known != null) return known;
        var asked = new TokenReview(
                TokenReview.EMPTY.metadata(), new TokenReviewSpec(token, List.of()), TokenReviewStatus.EMPTY);
        var status = client.of(AuthenticationV1.TOKEN_REVIEWS).create(asked).status();
        var outcome = status.authenticated()
                ? new Outcome.Known(status.user())
                : new Outcome.Refused(status.error().isEmpty() ? "invalid bearer token" : status.error());
        reviews.put(key, outcome, tokenLife);
        return outcome;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
