package io.djong.client.remote;

import io.djong.api.json.JsonException;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Bytes;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;
import java.util.List;
import java.util.Map;

/// The verbs of one resource as requests.
final class HttpResourceClient<T extends KubeObject> implements ResourceClient<T> {
    private final Transport transport;
    private final Resource<T> resource;
    private final BodyFormat format;
    private final boolean metadataOnly;

    HttpResourceClient(Transport transport, Resource<T> resource, BodyFormat format, boolean metadataOnly) {
        this.transport = transport;
        this.resource = resource;
        this.format = format;
        this.metadataOnly = metadataOnly;
    }

    @Override
    public Resource<T> resource() {
        return resource;
    }

    @Override
    public T get(ObjectKey key) throws ApiException, InterruptedException {
        return object(call("GET", path(key, ""), Map.of(), "", Bytes.EMPTY));
    }

    @Override
    public KubeList<T> list(ListQuery query) throws ApiException, InterruptedException {
        String accept = metadataOnly ? format.acceptAs("PartialObjectMetadataList") : format.accept();
        Transport.Call call = new Transport.Call(
                "GET", path(query.namespace()), Queries.of(query, false), accept, "", Bytes.EMPTY, false);
        Transport.Answer answer = accepted(call);
        try {
            return Lists.read(
                    resource.type(), answer.contentType(), answer.body().shared());
        } catch (JsonException | WireException e) {
            throw new ApiException.Undecodable(
                    call.description() + ": the answer cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public WatchStream<T> watch(ListQuery query) throws ApiException, InterruptedException {
        Transport.Call call = new Transport.Call(
                "GET", path(query.namespace()), Queries.of(query, true), accept(), "", Bytes.EMPTY, true);
        return new HttpWatchStream<>(call, transport.stream(call), resource.type());
    }

    @Override
    public T create(T object, WriteOptions options) throws ApiException, InterruptedException {
        refuseMetadata("create");
        String path = path(object.metadata().namespace());
        return object(call("POST", path, Queries.of(options), format.contentType(), format.write(object)));
    }

    @Override
    public T update(T object, WriteOptions options) throws ApiException, InterruptedException {
        refuseMetadata("update");
        String path = path(ObjectKey.of(object), "");
        return object(call("PUT", path, Queries.of(options), format.contentType(), format.write(object)));
    }

    @Override
    public T updateStatus(T object) throws ApiException, InterruptedException {
        refuseMetadata("update");
        String path = path(ObjectKey.of(object), "status");
        return object(call("PUT", path, Map.of(), format.contentType(), format.write(object)));
    }

    @Override
    public T patch(ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException {
        return object(
                call("PATCH", path(key, subresource), Queries.of(options), type.contentType(), Bytes.trusted(body)));
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException {
        accepted(withOptions("DELETE", path(key, ""), Map.of(), options));
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException {
        accepted(withOptions("DELETE", path(query.namespace()), Queries.of(query, false), options));
    }

    private Transport.Call withOptions(
            String method, String path, Map<String, List<String>> query, DeleteOptions options) {
        boolean isEmpty = options.equals(DeleteOptions.EMPTY);
        return call(
                method,
                path,
                query,
                isEmpty ? "" : format.contentType(),
                isEmpty ? Bytes.EMPTY : format.write(options));
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type)
            throws ApiException, InterruptedException {
        return read(type, call("GET", path(key, subresource), Map.of(), "", Bytes.EMPTY));
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType)
            throws ApiException, InterruptedException {
        return read(
                resultType, call("POST", path(key, subresource), Map.of(), format.contentType(), format.write(body)));
    }

    @Override
    @SuppressWarnings("unchecked") // an object's type is the type of its class
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body)
            throws ApiException, InterruptedException {
        return read(
                (KubeType<S>) body.kubeType(),
                call("PUT", path(key, subresource), Map.of(), format.contentType(), format.write(body)));
    }

    private void refuseMetadata(String verb) {
        if (metadataOnly) throw new UnsupportedOperationException(verb + " of the metadata of " + resource);
    }

    private Transport.Call call(
            String method, String path, Map<String, List<String>> query, String contentType, Bytes body) {
        return new Transport.Call(method, path, query, accept(), contentType, body, false);
    }

    private String accept() {
        return metadataOnly ? format.acceptAs("PartialObjectMetadata") : format.accept();
    }

    private String path(String namespace) {
        return resource.path(namespace.isEmpty() ? "" : Escapes.segment(namespace));
    }

    private String path(ObjectKey key, String subresource) {
        if (key.name().isEmpty()) throw new IllegalArgumentException("no name of an object of " + resource);
        String path = path(key.namespace()) + "/" + Escapes.segment(key.name());
        return subresource.isEmpty() ? path : path + "/" + subresource;
    }

    private T object(Transport.Call call) throws ApiException, InterruptedException {
        return read(resource.type(), call);
    }

    private <S extends ApiObject> S read(KubeType<S> type, Transport.Call call)
            throws ApiException, InterruptedException {
        Transport.Answer answer = accepted(call);
        return Answers.read(type, answer.contentType(), answer.body().shared(), call.description());
    }

    private Transport.Answer accepted(Transport.Call call) throws ApiException, InterruptedException {
        Transport.Answer answer = transport.exchange(call);
        if (answer.code() < 300) return answer;
        throw Answers.refusal(
                answer.code(),
                answer.contentType(),
                answer.body().shared(),
                answer.retryAfterSeconds(),
                call.method(),
                call.description());
    }
}
