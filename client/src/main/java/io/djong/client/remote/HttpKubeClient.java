package io.djong.client.remote;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.RawResponse;
import io.djong.client.ResourceClient;

/// A [KubeClient] of a server that is reached by HTTP. Connections are made when they are needed, and shared by all
/// who use this client; close it to end them.
public final class HttpKubeClient implements KubeClient, AutoCloseable {
    private final Transport transport;
    private final ClientConfig config;

    /// A client that has not connected yet.
    public HttpKubeClient(Environment environment, ClientConfig config, MetricRegistry metrics) {
        this.config = config;
        this.transport = new Transport(environment, config, metrics);
    }

    @Override
    public <T extends KubeObject> ResourceClient<T> of(Resource<T> resource) {
        // A type without a schema is a tree: custom resources have no protobuf.
        boolean asJson =
                resource.type().schemaName().isEmpty() || config.contentType().equals(ClientConfig.JSON);
        return new HttpResourceClient<>(transport, resource, asJson ? BodyFormat.JSON : BodyFormat.PROTOBUF, false);
    }

    @Override
    public ResourceClient<PartialObjectMetadata> metadata(Resource<?> resource) {
        Resource<PartialObjectMetadata> shape = new Resource<>(
                resource.group(),
                resource.version(),
                resource.plural(),
                resource.kind(),
                resource.namespaced(),
                PartialObjectMetadata.TYPE,
                resource.singular(),
                resource.shortNames(),
                resource.categories(),
                resource.verbs(),
                resource.subresources(),
                resource.onByDefault());
        boolean asJson = config.contentType().equals(ClientConfig.JSON);
        return new HttpResourceClient<>(transport, shape, asJson ? BodyFormat.JSON : BodyFormat.PROTOBUF, true);
    }

    @Override
    public RawResponse raw(RawRequest request) throws ApiException, InterruptedException {
        Transport.Answer answer = transport.exchange(new Transport.Call(
                request.method(),
                request.path(),
                request.query(),
                request.accept().isEmpty() ? ClientConfig.JSON : request.accept(),
                request.contentType(),
                request.body(),
                false));
        return new RawResponse(answer.code(), answer.contentType(), answer.body());
    }

    @Override
    public boolean prefersStreamingLists() {
        return true;
    }

    @Override
    public void close() {
        transport.close();
    }
}
