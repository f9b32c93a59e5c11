package io.djong.apiserver.registry.accounts;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.authentication.v1.BoundObjectReference;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.authentication.v1.TokenRequestStatus;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.authentication.serviceaccount.TokenIssuer;
import io.djong.apiserver.core.Caches;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Signs tokens for a service account, for some audiences and some time, bound to a pod, secret or node
/// if asked.
public final class TokenRequests implements Subresource.Action<ServiceAccount, TokenRequest> {
    private static final long DEFAULT_SECONDS = 3_600;

    private final TokenIssuer issuer;
    private final List<String> ownAudiences;
    private final long maximumSeconds;
    private @Nullable Caches caches;
    private final RandomGenerator random;

    /// @param ownAudiences of this server, for requests that name none
    /// @param maximumSeconds how long a token may live; 0 for no limit
    public TokenRequests(TokenIssuer issuer, List<String> ownAudiences, long maximumSeconds, RandomGenerator random) {
        this.issuer = issuer;
        this.ownAudiences = List.copyOf(ownAudiences);
        this.maximumSeconds = maximumSeconds;
        this.random = random;
    }

    /// Where accounts, pods, secrets and nodes are looked up; before the first request.
    /// Declarations come before caches, so this cannot be a parameter of the constructor.
    public void read(Caches value) {
        caches = value;
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public KubeType<TokenRequest> type() {
        return TokenRequest.TYPE;
    }

    @Override
    public TokenRequest perform(ObjectKey key, TokenRequest request, OperationContext context) throws ApiException {
        var account = find(CoreV1.SERVICE_ACCOUNTS, key.namespace(), key.name());
        var bound = bound(key.namespace(), account, request.spec().boundObjectRef());
        var spec = request.spec();
        var audiences = spec.audiences().isEmpty() ? ownAudiences : spec.audiences();
        var asked = spec.expirationSeconds() == null ? DEFAULT_SECONDS : spec.expirationSeconds();
        var seconds = maximumSeconds > 0 ? Math.min(asked, maximumSeconds) : asked;
        var token = issuer.issue(account, audiences, bound, seconds, Metadata.newUid(random), context.now());
        var expires = context.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
        var answered = request.withSpec(spec.withAudiences(audiences).withExpirationSeconds(seconds))
                .withStatus(new TokenRequestStatus(token, expires));
        return Metadata.with(
                answered,
                meta -> meta.withName(key.name())
                        .withNamespace(key.namespace())
                        .withCreationTimestamp(context.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private TokenIssuer.Bound bound(String namespace, ServiceAccount account, @Nullable BoundObjectReference ref)
            throws ApiException {
        if (ref == null) {
            return new TokenIssuer.Bound(null, null, null);
        }
        return switch (ref.kind()) {
            case "Pod" -> {
                var pod = checked(find(CoreV1.PODS, namespace, ref.name()), ref, CoreV1.PODS);
                if (!pod.spec().serviceAccountName().equals(account.metadata().name())) {
                    throw Failures.badRequest("cannot bind token for serviceaccount \""
                            + account.metadata().name() + "\" to pod running with different serviceaccount name.");
                }
                yield new TokenIssuer.Bound(pod, null, node(pod));
            }
            case "Secret" ->
                new TokenIssuer.Bound(
                        null, checked(find(CoreV1.SECRETS, namespace, ref.name()), ref, CoreV1.SECRETS), null);
            case "Node" ->
                new TokenIssuer.Bound(null, null, checked(find(CoreV1.NODES, "", ref.name()), ref, CoreV1.NODES));
            default ->
                throw Failures.badRequest(
                        "cannot bind token to object of type " + ref.apiVersion() + ", Kind=" + ref.kind());
        };
    }

    private @Nullable KubeObject node(Pod pod) {
        var entry = caches().of(CoreV1.NODES).get(pod.spec().nodeName());
        return entry == null ? null : entry.object();
    }

    private static <T extends KubeObject> T checked(T object, BoundObjectReference ref, Resource<T> resource)
            throws ApiException {
        var uid = object.metadata().uid();
        if (!ref.uid().isEmpty() && !ref.uid().equals(uid)) {
            throw Failures.conflict(
                    resource,
                    ref.name(),
                    "the UID in the bound object reference (" + ref.uid()
                            + ") does not match the UID in record. The object"
                            + " might have been deleted and then recreated");
        }
        return object;
    }

    private <T extends KubeObject> T find(Resource<T> resource, String namespace, String name) throws ApiException {
        var entry = caches().of(resource).get(namespace.isEmpty() ? name : namespace + "/" + name);
        if (entry == null) {
            throw Failures.notFound(resource, name);
        }
        return entry.object();
    }

    private Caches caches() {
        var known = caches;
        if (known == null) {
            throw new IllegalStateException("asked before the caches were made");
        }
        return known;
    }
}
