package io.djong.apiserver.loopback;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.ResourceClient;
import org.jspecify.annotations.Nullable;

/// A [KubeClient] of one user that calls the API server directly.
public final class LoopbackClient implements KubeClient {
    private final ApiCore core;
    private final User user;
    private final RawHandler raw;

    /// Answers requests that are not about resources.
    public interface RawHandler {
        /// The answer to a request of a user.
        RawResponse answer(User user, RawRequest request) throws ApiException, InterruptedException;
    }

    /// @param user as whom every call is made
    /// @param raw answers discovery and the like
    public LoopbackClient(ApiCore core, User user, RawHandler raw) {
        this.core = core;
        this.user = user;
        this.raw = raw;
    }

    @Override
    public <T extends KubeObject> ResourceClient<T> of(Resource<T> resource) {
        for (var kind : core.kinds()) {
            var found = alternate(kind.declaration(), resource);
            if (found != null) {
                return found;
            }
        }
        return new LoopbackResource<>(core, user, resource);
    }

    /// The resource in a version that is not the stored one; null when the declaration has no such version.
    @SuppressWarnings("unchecked") // the resources are the same, hence the types
    private <H extends KubeObject, T extends KubeObject> @Nullable ResourceClient<T> alternate(
            ResourceDeclaration<H> declaration, Resource<T> resource) {
        for (var version : declaration.alternates()) {
            if (core.serves(resource)
                    && version.resource().gvr().equals(resource.gvr())
                    && version.resource().type().equals(resource.type())) {
                return new LoopbackVersion<>(core, user, declaration.resource(), (AlternateVersion<H, T>) version);
            }
        }
        return null;
    }

    @Override
    public ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource) {
        for (var kind : core.kinds()) {
            var declaration = kind.declaration();
            if (declaration.versions().stream()
                    .anyMatch(version -> version.gvr().equals(resource.gvr()))) {
                return new LoopbackMetadata<>(core, user, declaration.resource(), resource);
            }
        }
        return new LoopbackMetadata<>(core, user, resource, resource);
    }

    @Override
    public RawResponse raw(RawRequest request) throws ApiException, InterruptedException {
        return raw.answer(user, request);
    }
}
