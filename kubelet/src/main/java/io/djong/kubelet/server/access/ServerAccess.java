package io.djong.kubelet.server.access;

import io.djong.api.types.authentication.v1.AuthenticationV1;
import io.djong.api.types.authentication.v1.TokenReview;
import io.djong.api.types.authentication.v1.TokenReviewSpec;
import io.djong.api.types.authorization.v1.AuthorizationV1;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.http.Request;
import io.djong.pki.Certificates;
import io.djong.pki.KeyUse;
import io.djong.pki.PkiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lets requests in or says why not. Fails closed: what the API server cannot answer is not
/// allowed. Safe for use by several threads.
public final class ServerAccess {
    private static final System.Logger LOG = System.getLogger(ServerAccess.class.getName());
    private static final String AUTHENTICATED = "system:authenticated";

    private final Environment environment;
    private final KubeClient client;
    private final AccessConfig config;
    private final TimedCache<String, Optional<Caller>> reviewed;
    private final TimedCache<Question, Boolean> decided;

    /// @param client asked for reviews, as the node
    public ServerAccess(Environment environment, KubeClient client, AccessConfig config) {
        this.environment = environment;
        this.client = client;
        this.config = config;
        this.reviewed = new TimedCache<>(environment.ticker());
        this.decided = new TimedCache<>(environment.ticker());
    }

    /// Why a request is not let in.
    ///
    /// @param status of HTTP
    /// @param text the answer's
    public record Refusal(int status, String text) {}

    private record Question(Caller caller, String verb, String subresource) {}

    /// What is wrong with the request; null when it may go on.
    public @Nullable Refusal refuse(Request request) throws InterruptedException {
        Caller caller;
        try {
            caller = authenticate(request);
        } catch (ApiException e) {
            LOG.log(System.Logger.Level.WARNING, "a token could not be reviewed", e);
            caller = null;
        }
        if (caller == null) {
            return new Refusal(401, "Unauthorized");
        }
        if (!config.webhook()) {
            return null;
        }
        var rights = RequestRights.of(request.method(), request.path());
        var sentence = "(user=" + caller.name() + ", verb=" + rights.verb() + ", resource=nodes, subresource(s)=["
                + String.join(" ", rights.subresources()) + "])";
        try {
            for (var subresource : rights.subresources()) {
                if (mayUse(new Question(caller, rights.verb(), subresource))) {
                    return null;
                }
            }
        } catch (ApiException e) {
            LOG.log(System.Logger.Level.WARNING, "access could not be reviewed", e);
            return new Refusal(500, "Authorization error " + sentence);
        }
        return new Refusal(403, "Forbidden " + sentence);
    }

    private @Nullable Caller authenticate(Request request) throws ApiException, InterruptedException {
        var byCertificate = certificate(request);
        if (byCertificate != null) {
            return byCertificate;
        }
        var header = request.headers().first("Authorization", "");
        boolean bears = header.regionMatches(true, 0, "Bearer ", 0, 7);
        if (bears && config.tokens()) {
            var token = header.substring(7).strip();
            if (!token.isEmpty()) {
                return token(token);
            }
        }
        // A wrong credential is not the same as none.
        boolean silent = !bears && request.peerCertificates().isEmpty();
        return config.anonymous() && silent ? Caller.ANONYMOUS : null;
    }

    private @Nullable Caller certificate(Request request) {
        var chain = request.peerCertificates();
        if (chain.isEmpty() || config.authorities().isEmpty()) {
            return null;
        }
        try {
            Certificates.verify(chain, config.authorities(), environment.clock().instant(), KeyUse.CLIENT_AUTH);
        } catch (PkiException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client certificate was refused", e);
            return null;
        }
        var subject = Certificates.subject(chain.getFirst());
        return subject.commonName().isEmpty()
                ? null
                : new Caller(subject.commonName(), "", withAuthenticated(subject.organizations()), new TreeMap<>());
    }

    private static List<String> withAuthenticated(List<String> groups) {
        if (groups.contains(AUTHENTICATED)) {
            return groups;
        }
        var all = new ArrayList<>(groups);
        all.add(AUTHENTICATED);
        return all;
    }

    private @Nullable Caller token(String token) throws ApiException, InterruptedException {
        var key = digest(token);
        var known = reviewed.get(key);
        if (known != null) {
            return known.orElse(null);
        }
        var review = client.of(AuthenticationV1.TOKEN_REVIEWS)
                .create(TokenReview.EMPTY.withSpec(TokenReviewSpec.EMPTY.withToken(token)));
        var user = review.status().user();
        Optional<Caller> caller = review.status().authenticated()
                ? Optional.of(new Caller(user.username(), user.uid(), user.groups(), user.extra()))
                : Optional.empty();
        reviewed.put(key, caller, config.tokenLife());
        return caller.orElse(null);
    }

    /// Tokens themselves are not kept.
    private static String digest(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private boolean mayUse(Question question) throws ApiException, InterruptedException {
        var known = decided.get(question);
        if (known != null) {
            return known;
        }
        var caller = question.caller;
        var attributes = ResourceAttributes.EMPTY
                .withVerb(question.verb)
                .withVersion("v1")
                .withResource("nodes")
                .withSubresource(question.subresource)
                .withName(config.node());
        var spec = SubjectAccessReviewSpec.EMPTY
                .withResourceAttributes(attributes)
                .withUser(caller.name())
                .withUid(caller.uid())
                .withGroups(caller.groups())
                .withExtra(caller.extra());
        var review = client.of(AuthorizationV1.SUBJECT_ACCESS_REVIEWS).create(SubjectAccessReview.EMPTY.withSpec(spec));
        boolean allowed = review.status().allowed();
        decided.put(question, allowed, allowed ? config.allowedLife() : config.deniedLife());
        return allowed;
    }
}
