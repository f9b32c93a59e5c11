package io.djong.apiserver.authentication.serviceaccount;

import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonException;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.Credentials;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.pki.JwtVerifier;
import io.djong.pki.PkiException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tokens that this cluster has signed, for service accounts that still exist, bound to objects that
/// still exist.
public final class ServiceAccountAuthenticator implements Authenticator {
    /// How long after its end, or its pod's or account's deletion, a token is still good.
    private static final long LEEWAY_SECONDS = 60;

    private static final String INVALIDATED = "service account token has been invalidated";

    private static final String EXTRA = "authentication.kubernetes.io/";

    private final List<String> issuers;
    private final List<String> ownAudiences;
    private final JwtVerifier verifier;
    private final ResourceCache<ServiceAccount> accounts;
    private final ResourceCache<Pod> pods;
    private final ResourceCache<Secret> secrets;
    private final ResourceCache<Node> nodes;
    private final InstantSource clock;

    /// @param issuers whose tokens are looked at
    /// @param ownAudiences of this server
    public ServiceAccountAuthenticator(
            List<String> issuers,
            List<String> ownAudiences,
            JwtVerifier verifier,
            ResourceCache<ServiceAccount> accounts,
            ResourceCache<Pod> pods,
            ResourceCache<Secret> secrets,
            ResourceCache<Node> nodes,
            InstantSource clock) {
        this.issuers = List.copyOf(issuers);
        this.ownAudiences = List.copyOf(ownAudiences);
        this.verifier = verifier;
        this.accounts = accounts;
        this.pods = pods;
        this.secrets = secrets;
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public Result authenticate(Credentials credentials) {
        var token = credentials.bearerToken();
        if (token == null || !ours(token)) {
            return new Result.NotMine();
        }
        try {
            var claims = TokenClaims.parse(verifier.verify(token));
            var problem = problem(claims, credentials.audiences());
            return problem == null ? new Result.Known(user(claims), claims.audiences()) : new Result.Wrong(problem);
        } catch (PkiException | JsonException e) {
            return new Result.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private boolean ours(String token) {
        try {
            return issuers.contains(
                    TokenClaims.parse(JwtVerifier.unverifiedPayload(token)).issuer());
        } catch (PkiException | JsonException e) {
            return false;
        }
    }

    private @Nullable String problem(TokenClaims claims, List<String> wantedAudiences) {
        var now = clock.instant().getEpochSecond();
        if (claims.expiresAt() + LEEWAY_SECONDS < now) {
            return "service account token has expired";
        }
        if (claims.issuedAt() > now + LEEWAY_SECONDS) {
            return "service account token is not valid yet";
        }
        var wanted = new ArrayList<>(wantedAudiences.isEmpty() ? ownAudiences : wantedAudiences);
        wanted.retainAll(claims.audiences());
        if (wanted.isEmpty()) {
            return "token audiences " + quoted(claims.audiences()) + " is invalid for the target audiences "
                    + quoted(wantedAudiences.isEmpty() ? ownAudiences : wantedAudiences);
        }
        var problem = accountProblem(claims, now);
        var namespace = claims.namespace() + "/";
        if (problem == null && claims.secret() != null) {
            problem = problem(secrets, namespace, claims.secret(), "secret", now);
        }
        if (problem == null && claims.pod() != null) {
            problem = problem(pods, namespace, claims.pod(), "pod", now);
        }
        if (problem == null && claims.pod() == null && claims.node() != null) {
            problem = problem(nodes, "", claims.node(), "node", now);
        }
        return problem;
    }

    /// A list of texts as Go shows it.
    private static String quoted(List<String> texts) {
        return texts.stream().map(GoQuote::quote).collect(Collectors.joining(" ", "[", "]"));
    }

    private @Nullable String accountProblem(TokenClaims claims, long now) {
        var name = claims.account().name();
        var entry = accounts.get(claims.namespace() + "/" + name);
        if (entry == null) {
            return "serviceaccounts " + GoQuote.quote(name) + " not found";
        }
        var meta = entry.object().metadata();
        if (!meta.uid().equals(claims.account().uid())) {
            return "service account UID (" + meta.uid() + ") does not match claim ("
                    + claims.account().uid() + ")";
        }
        return leaving(meta, now) ? "service account " + claims.namespace() + "/" + name + " has been deleted" : null;
    }

    /// Why a token is no good any more that is bound to this object; null when it is.
    private static <T extends KubeObject> @Nullable String problem(
            ResourceCache<T> cache, String prefix, TokenClaims.Ref ref, String kind, long now) {
        var entry = cache.get(prefix + ref.name());
        if (entry == null) {
            return INVALIDATED;
        }
        var meta = entry.object().metadata();
        if (!meta.uid().equals(ref.uid())) {
            return kind + " UID (" + meta.uid() + ") does not match service account " + kind + " ref claim ("
                    + ref.uid() + ")";
        }
        return leaving(meta, now) ? INVALIDATED : null;
    }

    private static boolean leaving(ObjectMeta meta, long now) {
        var deletion = meta.deletionTimestamp();
        return deletion != null && deletion.getEpochSecond() + LEEWAY_SECONDS < now;
    }

    private static User user(TokenClaims claims) {
        var extra = new TreeMap<String, List<String>>();
        if (!claims.id().isEmpty()) {
            extra.put(EXTRA + "credential-id", List.of("JTI=" + claims.id()));
        }
        add(extra, "pod", claims.pod());
        add(extra, "node", claims.node());
        var base = User.serviceAccount(claims.namespace(), claims.account().name());
        var groups = base.groups().stream()
                .filter(group -> !group.equals(User.AUTHENTICATED_GROUP))
                .toList();
        return new User(base.name(), claims.account().uid(), groups, extra);
    }

    private static void add(Map<String, List<String>> extra, String kind, TokenClaims.@Nullable Ref ref) {
        if (ref != null) {
            extra.put(EXTRA + kind + "-name", List.of(ref.name()));
            if (!ref.uid().isEmpty()) {
                extra.put(EXTRA + kind + "-uid", List.of(ref.uid()));
            }
        }
    }
}
