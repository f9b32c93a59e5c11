package io.djong.kubelet.server.access;

import io.djong.api.types.authentication.v1.UserInfo;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.client.ApiException;
import io.djong.client.serving.DelegatedAuthentication;
import io.djong.client.serving.DelegatedAuthorization;
import io.djong.http.Request;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets requests to the kubelet in or says why not: who asks, and whether he may use one of the node's subresources
/// that the path stands for. Fails closed: what the API server cannot answer is not allowed. Safe for use by several
/// threads.
public final class ServerAccess {
    private static final System.Logger LOG = System.getLogger(ServerAccess.class.getName());

    private final String node;
    private final DelegatedAuthentication authentication;
    private final @Nullable DelegatedAuthorization authorization;

    /// @param node this node's name
    /// @param authorization null lets in everybody who is somebody (`AlwaysAllow`)
    public ServerAccess(
            String node, DelegatedAuthentication authentication, @Nullable DelegatedAuthorization authorization) {
        this.node = node;
        this.authentication = authentication;
        this.authorization = authorization;
    }

    /// Why a request is not let in.
    ///
    /// @param status of HTTP
    /// @param text the answer's
    public record Refusal(int status, String text) {}

    /// The authorities of client certificates, for the handshake's hint.
    public Supplier<List<X509Certificate>> authorities() {
        return authentication.authorities();
    }

    /// What is wrong with the request; null when it may go on.
    public @Nullable Refusal refuse(Request request) throws InterruptedException {
        return switch (authentication.authenticate(request)) {
            case DelegatedAuthentication.Outcome.Refused refused -> new Refusal(401, "Unauthorized");
            case DelegatedAuthentication.Outcome.Known(var user) ->
                authorization == null ? null : judge(authorization, user, request);
        };
    }

    private @Nullable Refusal judge(DelegatedAuthorization judge, UserInfo user, Request request)
            throws InterruptedException {
        var rights = RequestRights.of(request.method(), request.path());
        var asked = "user=" + user.username() + ", verb=" + rights.verb() + ", resource=nodes, subresource";
        for (var subresource : rights.subresources()) {
            try {
                if (judge.decide(user, question(rights.verb(), subresource)).isAllowed()) return null;
            } catch (ApiException e) {
                LOG.log(System.Logger.Level.ERROR, "Authorization error", e);
                return new Refusal(500, "Authorization error (" + asked + "=" + subresource + ")");
            }
        }
        return new Refusal(403, "Forbidden (" + asked + "(s)=[" + String.join(" ", rights.subresources()) + "])\n");
    }

    private SubjectAccessReviewSpec question(String verb, String subresource) {
        return SubjectAccessReviewSpec.EMPTY.withResourceAttributes(ResourceAttributes.EMPTY
                .withVerb(verb)
                .withVersion("v1")
                .withResource("nodes")
                .withSubresource(subresource)
                .withName(node));
    }
}
