package io.djong.kubelet.volumes;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.ResourceClient;

/// For what must not ask the API server.
final class NoClient implements KubeClient {
    @Override
    public <T extends KubeObject> ResourceClient<T> of(Resource<T> resource) {
        throw new UnsupportedOperationException(resource.plural());
    }

    @Override
    public ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource) {
        throw new UnsupportedOperationException(resource.plural());
    }

    @Override
    public RawResponse raw(RawRequest request) {
        throw new UnsupportedOperationException(request.path());
    }
}
