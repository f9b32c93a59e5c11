package io.djong.apiserver.authentication.serviceaccount;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.pki.JwtSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes tokens for service accounts.
public final class TokenIssuer {
    /// Tokens that the API server puts into pods ask for this odd lifetime, by which they are told from
    /// others.
    private static final long POD_SECONDS = 3_607;

    private static final Duration EXTENDED = Duration.ofDays(365);

    private final String issuer;
    private final JwtSigner signer;
    private final boolean extend;
    private final List<String> ownAudiences;

    /// @param issuer named in the tokens
    /// @param extend whether tokens of pods for this server live a year, so that clients which never reload go on
    ///     working
    /// @param ownAudiences of this server
    public TokenIssuer(String issuer, JwtSigner signer, boolean extend, List<String> ownAudiences) {
        this.issuer = issuer;
        this.ownAudiences = List.copyOf(ownAudiences);
        this.signer = signer;
        this.extend = extend;
    }

    /// What a token is bound to.
    ///
    /// @param pod or null
    /// @param secret or null
    /// @param node the node itself, or the one that the pod runs on; null when unknown
    public record Bound(
            @Nullable KubeObject pod,
            @Nullable KubeObject secret,
            @Nullable KubeObject node) {}

    /// A signed token.
    ///
    /// @param id unique
    /// @param seconds how long it is meant to be used
    public String issue(
            ServiceAccount account, List<String> audiences, Bound bound, long seconds, String id, Instant now) {
        var issued = now.getEpochSecond();
        var extended = extend && bound.pod() != null && seconds == POD_SECONDS && ownAudiences.containsAll(audiences);
        var claims = new TokenClaims(
                audiences,
                issued + (extended ? EXTENDED.toSeconds() : seconds),
                issued,
                issuer,
                id,
                account.metadata().namespace(),
                new TokenClaims.Ref(
                        account.metadata().name(), account.metadata().uid()),
                ref(bound.pod()),
                ref(bound.secret()),
                ref(bound.node()),
                extended ? issued + seconds : 0);
        return signer.sign(claims.json());
    }

    private static TokenClaims.@Nullable Ref ref(@Nullable KubeObject object) {
        return object == null
                ? null
                : new TokenClaims.Ref(
                        object.metadata().name(), object.metadata().uid());
    }
}
