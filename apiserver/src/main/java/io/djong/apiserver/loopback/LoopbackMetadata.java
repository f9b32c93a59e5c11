package io.djong.apiserver.loopback;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;

/// The metadata of one resource's objects: the whole resource behind a narrower view.
final class LoopbackMetadata<T extends KubeObject> implements ResourceClient<PartialObjectMetadata> {
    private final LoopbackResource<T> whole;
    private final Resource<?> original;

    /// @param hub in which the objects are stored
    /// @param original the version of it that is asked for
    LoopbackMetadata(ApiCore core, User user, Resource<T> hub, Resource<?> original) {
        this.whole = new LoopbackResource<>(core, user, hub, original);
        this.original = original;
    }

    @Override
    public Resource<PartialObjectMetadata> resource() {
        return new Resource<>(
                original.group(),
                original.version(),
                original.plural(),
                original.kind(),
                original.namespaced(),
                PartialObjectMetadata.TYPE,
                original.singular(),
                original.shortNames(),
                original.categories(),
                original.verbs(),
                original.subresources(),
                original.onByDefault());
    }

    @Override
    public PartialObjectMetadata get(ObjectKey key) throws ApiException, InterruptedException {
        return metadata(whole.get(key));
    }

    @Override
    public KubeList<PartialObjectMetadata> list(ListQuery query) throws ApiException, InterruptedException {
        var list = whole.list(query);
        var items = list.items().stream().map(LoopbackMetadata::metadata).toList();
        return new ItemList<>(list.metadata(), items, PartialObjectMetadata.TYPE);
    }

    @Override
    public WatchStream<PartialObjectMetadata> watch(ListQuery query) throws ApiException, InterruptedException {
        return new MappedWatch<>(whole.watch(query), LoopbackMetadata::metadata);
    }

    @Override
    public PartialObjectMetadata patch(
            ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options)
            throws ApiException, InterruptedException {
        return metadata(whole.patch(key, subresource, type, body, options));
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException, InterruptedException {
        whole.delete(key, options);
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException, InterruptedException {
        whole.deleteCollection(query, options);
    }

    @Override
    public PartialObjectMetadata create(PartialObjectMetadata object, WriteOptions options) {
        throw metadataOnly();
    }

    @Override
    public PartialObjectMetadata update(PartialObjectMetadata object, WriteOptions options) {
        throw metadataOnly();
    }

    @Override
    public PartialObjectMetadata updateStatus(PartialObjectMetadata object) {
        throw metadataOnly();
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type) {
        throw metadataOnly();
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType) {
        throw metadataOnly();
    }

    @Override
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body) {
        throw metadataOnly();
    }

    /// As the contract of [io.djong.client.KubeClient#metadata] says.
    private static UnsupportedOperationException metadataOnly() {
        return new UnsupportedOperationException("only metadata is transferred: get, list, watch, patch and delete");
    }

    private static PartialObjectMetadata metadata(KubeObject object) {
        return new PartialObjectMetadata(object.metadata());
    }
}
