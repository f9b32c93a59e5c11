package io.djong.apiserver.cache;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.Resource;
import io.djong.api.protobuf.Protobuf;
import io.djong.base.wire.WireException;

/// Between an object of a resource's hub version and its stored form: protobuf in the `k8s\0` envelope,
/// without resource version.
///
/// @param <T> the hub type
public final class StorageCodec<T extends KubeObject> {
    private static final int CAPACITY_BYTES = 2_048;

    private final Resource<T> resource;

    /// A codec of the resource's own version.
    public StorageCodec(Resource<T> resource) {
        this.resource = resource;
    }

    /// The hub type.
    public KubeType<T> type() {
        return resource.type();
    }

    /// The bytes to store.
    public byte[] encode(T object) {
        return Protobuf.write(withVersion(object, ""));
    }

    /// The object that was stored at a revision.
    public T decode(byte[] stored, long revision) {
        try {
            return at(Protobuf.read(resource.type(), stored), revision);
        } catch (WireException e) {
            throw new IllegalStateException("a stored " + resource.kind() + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    /// An entry of an object that is not stored, at no revision.
    ///
    /// @param key as [CacheEntry#key]
    public CacheEntry<T> entry(String key, T object) {
        return new CacheEntry<>(this, key, encode(object), 0, object);
    }

    /// The object with the revision as its resource version; 0 for none.
    public T at(T object, long revision) {
        return withVersion(object, revision == 0 ? "" : Long.toUnsignedString(revision));
    }

    /// JSON without `kind` and `apiVersion`.
    byte[] json(T object) {
        var out = new JsonWriter(CAPACITY_BYTES);
        resource.type().codec().writeJson(out, object);
        return out.toBytes();
    }

    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    private static <T extends KubeObject> T withVersion(T object, String version) {
        return object.metadata().resourceVersion().equals(version)
                ? object
                : (T) object.withMetadata(object.metadata().withResourceVersion(version));
    }
}
