package io.djong.simulation.fault;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.ResourceClient;

/// A client behind a faulty network.
record FaultyClient(KubeClient inner, FaultyNetwork network) implements KubeClient {
    @Override
    public <T extends KubeObject> ResourceClient<T> of(Resource<T> resource) {
        return new FaultyResource<>(inner.of(resource), network);
    }

    @Override
    public ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource) {
        return new FaultyResource<>(inner.metadata(resource), network);
    }

    @Override
    public RawResponse raw(RawRequest request) throws ApiException, InterruptedException {
        network.request("raw request");
        var response = inner.raw(request);
        network.answer("raw request");
        return response;
    }

    @Override
    public boolean prefersStreamingLists() {
        return inner.prefersStreamingLists();
    }
}
