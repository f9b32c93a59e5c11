package io.djong.client.fake;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The metadata of a resource's objects.
record FakeMetadataClient<T extends KubeObject>(FakeResourceClient<T> objects)
        implements ResourceClient<PartialObjectMetadata> {
    private record Page(ListMeta metadata, List<PartialObjectMetadata> items)
            implements KubeList<PartialObjectMetadata> {
        @Override
        public KubeType<?> kubeType() {
            throw new UnsupportedOperationException("a list of the fake");
        }
    }

    private static PartialObjectMetadata shape(KubeObject object) {
        return PartialObjectMetadata.EMPTY.withMetadata(object.metadata());
    }

    @Override
    public Resource<PartialObjectMetadata> resource() {
        Resource<T> known = objects.resource();
        return new Resource<>(
                known.group(),
                known.version(),
                known.plural(),
                known.kind(),
                known.namespaced(),
                PartialObjectMetadata.TYPE,
                known.singular(),
                known.shortNames(),
                known.categories(),
                known.verbs(),
                known.subresources(),
                known.onByDefault());
    }

    @Override
    public PartialObjectMetadata get(ObjectKey key) throws ApiException {
        return shape(objects.get(key));
    }

    @Override
    public KubeList<PartialObjectMetadata> list(ListQuery query) throws ApiException {
        var list = objects.list(query);
        return new Page(
                list.metadata(),
                list.items().stream().map(FakeMetadataClient::shape).toList());
    }

    @Override
    public WatchStream<PartialObjectMetadata> watch(ListQuery query) throws ApiException {
        WatchStream<T> stream = objects.watch(query);
        return new WatchStream<>() {
            @Override
            public @Nullable WatchEvent<PartialObjectMetadata> next() throws ApiException, InterruptedException {
                return switch (stream.next()) {
                    case null -> null;
                    case WatchEvent.Added<T>(var object) -> new WatchEvent.Added<>(shape(object));
                    case WatchEvent.Modified<T>(var object) -> new WatchEvent.Modified<>(shape(object));
                    case WatchEvent.Deleted<T>(var object) -> new WatchEvent.Deleted<>(shape(object));
                    case WatchEvent.Bookmark<T>(var version, var end) -> new WatchEvent.Bookmark<>(version, end);
                };
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public PartialObjectMetadata patch(
            ObjectKey key, String subresource, PatchType type, byte[] body, WriteOptions options) throws ApiException {
        return shape(objects.patch(key, subresource, type, body, options));
    }

    @Override
    public void delete(ObjectKey key, DeleteOptions options) throws ApiException {
        objects.delete(key, options);
    }

    @Override
    public void deleteCollection(ListQuery query, DeleteOptions options) throws ApiException {
        objects.deleteCollection(query, options);
    }

    @Override
    public PartialObjectMetadata create(PartialObjectMetadata object, WriteOptions options) {
        throw new UnsupportedOperationException("create of metadata");
    }

    @Override
    public PartialObjectMetadata update(PartialObjectMetadata object, WriteOptions options) {
        throw new UnsupportedOperationException("update of metadata");
    }

    @Override
    public PartialObjectMetadata updateStatus(PartialObjectMetadata object) {
        throw new UnsupportedOperationException("update of metadata");
    }

    @Override
    public <S extends ApiObject> S getSubresource(ObjectKey key, String subresource, KubeType<S> type) {
        throw new UnsupportedOperationException(subresource);
    }

    @Override
    public <B extends ApiObject, S extends ApiObject> S createSubresource(
            ObjectKey key, String subresource, B body, KubeType<S> resultType) {
        throw new UnsupportedOperationException(subresource);
    }

    @Override
    public <S extends ApiObject> S updateSubresource(ObjectKey key, String subresource, S body) {
        throw new UnsupportedOperationException(subresource);
    }
}
