package io.djong.apiserver.registry.accounts;

import io.djong.api.defaults.Defaults;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.authentication.v1.BoundObjectReference;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.authentication.v1.TokenRequestStatus;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.authentication.serviceaccount.TokenIssuer;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Signs tokens for a service account, for some audiences and some time, bound to a pod, secret or node
/// if asked.
public final class TokenRequests implements Subresource.Action<ServiceAccount, TokenRequest> {
    private static final long DEFAULT_SECONDS = 3_600;
    private static final String GROUP = "authentication.k8s.io";
    private static final String KIND = "TokenRequest";

    private final TokenIssuer issuer;
    private final List<String> ownAudiences;
    private final long maximumSeconds;
    private final RandomGenerator random;
    private final Supplier<ApiCore> core;

    /// @param ownAudiences of this server, for requests that name none
    /// @param maximumSeconds how long a token may live; 0 for no limit
    /// @param core where accounts, pods, secrets and nodes are read as last written; asked first by the first
    /// request,
    ///     for declarations come before it
    public TokenRequests(
            TokenIssuer issuer,
            List<String> ownAudiences,
            long maximumSeconds,
            RandomGenerator random,
            Supplier<ApiCore> core) {
        this.issuer = issuer;
        this.ownAudiences = List.copyOf(ownAudiences);
        this.maximumSeconds = maximumSeconds;
        this.random = random;
        this.core = core;
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
    public TokenRequest perform(ObjectKey key, TokenRequest request, OperationContext context)
            throws ApiException, InterruptedException {
        var name = request.metadata().name();
        if (!name.isEmpty() && !name.equals(key.name())) {
            var errors = new FieldErrors();
            errors.invalid(
                    FieldPath.of("metadata").child("name"), name, "must match the service account name if specified");
            throw Failures.invalid(GROUP, KIND, key.name(), errors.list());
        }
        var account = find(CoreV1.SERVICE_ACCOUNTS, key.namespace(), key.name());
        checkUid(request.metadata().uid(), account);
        var broken = Validation.create(Defaults.apply(request));
        if (!broken.isEmpty()) throw Failures.invalid(GROUP, KIND, "", broken);
        var bound = bound(key.namespace(), account, request.spec().boundObjectRef());
        var spec = request.spec();
        var audiences = spec.audiences().isEmpty() ? ownAudiences : spec.audiences();
        var asked = spec.expirationSeconds() == null ? DEFAULT_SECONDS : spec.expirationSeconds();
        var seconds = maximumSeconds > 0 ? Math.min(asked, maximumSeconds) : asked;
        if (seconds < asked) {
            context.warn(List.of("requested expiration of " + asked + " seconds shortened to " + seconds + " seconds"));
        }
        var token = issuer.issue(account, audiences, bound, seconds, Metadata.newUid(random), context.now());
        var expires = context.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
        var answered = request.withSpec(spec.withAudiences(audiences).withExpirationSeconds(seconds))
                .withStatus(new TokenRequestStatus(token, expires));
        return Metadata.with(
                answered,
                meta -> meta.withName(key.name())
                        .withNamespace(key.namespace())
                        .withUid(account.metadata().uid())
                        .withCreationTimestamp(context.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static void checkUid(String asked, ServiceAccount account) throws ApiException {
        var uid = account.metadata().uid();
        if (!asked.isEmpty() && !asked.equals(uid)) {
            throw conflict(
                    GROUP,
                    KIND,
                    account.metadata().name(),
                    "the UID in the token request (" + asked + ") does not match the UID of the service account (" + uid
                            + ")");
        }
    }

    private TokenIssuer.Bound bound(String namespace, ServiceAccount account, @Nullable BoundObjectReference ref)
            throws ApiException, InterruptedException {
        if (ref == null) {
            return new TokenIssuer.Bound(null, null, null);
        }
        var readable = ref.apiVersion().indexOf('/') == ref.apiVersion().lastIndexOf('/');
        var group = readable ? GroupVersion.of(ref.apiVersion()) : new GroupVersion("", "");
        return switch (group.group().isEmpty() ? ref.kind() : "") {
            case "Pod" -> {
                var pod = find(CoreV1.PODS, namespace, ref.name());
                if (!pod.spec().serviceAccountName().equals(account.metadata().name())) {
                    throw Failures.badRequest("cannot bind token for serviceaccount \""
                            + account.metadata().name() + "\" to pod running with different serviceaccount name.");
                }
                yield new TokenIssuer.Bound(checked(pod, ref), null, node(pod));
            }
            case "Secret" ->
                new TokenIssuer.Bound(null, checked(find(CoreV1.SECRETS, namespace, ref.name()), ref), null);
            case "Node" -> new TokenIssuer.Bound(null, null, checked(find(CoreV1.NODES, "", ref.name()), ref));
            default ->
                throw Failures.badRequest("cannot bind token to object of type " + group.group() + "/" + group.version()
                        + ", Kind=" + ref.kind());
        };
    }

    private @Nullable KubeObject node(Pod pod) throws ApiException, InterruptedException {
        if (pod.spec().nodeName().isEmpty()) return null;
        try {
            return find(CoreV1.NODES, "", pod.spec().nodeName());
        } catch (ApiException e) {
            if (e.isNotFound()) { // its name alone goes into the token
                return Metadata.with(
                        Node.EMPTY, meta -> meta.withName(pod.spec().nodeName()));
            }
            throw e;
        }
    }

    private static <T extends KubeObject> T checked(T object, BoundObjectReference ref) throws ApiException {
        var uid = object.metadata().uid();
        if (!ref.uid().isEmpty() && !ref.uid().equals(uid)) {
            throw conflict(
                    "",
                    ref.kind(),
                    ref.name(),
                    "the UID in the bound object reference (" + ref.uid()
                            + ") does not match the UID in record. The object"
                            + " might have been deleted and then recreated");
        }
        return object;
    }

    /// Upstream names the kind here, where others name the resource.
    private static ApiException conflict(String group, String kind, String name, String why) {
        var qualified = group.isEmpty() ? kind : kind + "." + group;
        return Failures.refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified + " \"" + name + "\": " + why,
                StatusDetails.EMPTY.withName(name).withGroup(group).withKind(kind));
    }

    private <T extends KubeObject> T find(Resource<T> resource, String namespace, String name)
            throws ApiException, InterruptedException {
        if (name.isEmpty()) {
            throw Failures.badRequest("Name parameter required.");
        }
        return core.get().kind(resource).objects().get(new ObjectKey(namespace, name));
    }
}
