package io.djong.apiserver.cache;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.Resource;
import io.djong.api.protobuf.Protobuf;
import io.djong.base.wire.WireException;
import java.util.Arrays;
import java.util.Set;

/// Between an object of a resource's hub version and its stored form, without resource version: protobuf in the
/// `k8s\0` envelope, or a line of JSON where upstream's server of extensions or its aggregator keeps the resource.
/// Both forms are read of every resource.
///
/// @param <T> the hub type
public final class StorageCodec<T extends KubeObject> {
    private static final int CAPACITY_BYTES = 2_048;
    private static final Set<String> GROUPS_IN_JSON = Set.of("apiextensions.k8s.io", "apiregistration.k8s.io");

    private final Resource<T> resource;
    private final boolean inJson;

    /// A codec of the resource's own version.
    public StorageCodec(Resource<T> resource) {
        this.resource = resource;
        this.inJson = GROUPS_IN_JSON.contains(resource.group());
    }

    /// The hub type.
    public KubeType<T> type() {
        return resource.type();
    }

    /// The bytes to store.
    public byte[] encode(T object) {
        var unversioned = withVersion(object, "");
        return inJson ? line(unversioned) : Protobuf.write(unversioned);
    }

    private static byte[] line(KubeObject object) {
        var json = Json.write(object);
        var line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /// The object that was stored at a revision.
    public T decode(byte[] stored, long revision) {
        try {
            var object = StoredForm.isProtobuf(stored)
                    ? Protobuf.read(resource.type(), stored)
                    : Json.read(resource.type(), inHubVersion(stored));
            return at(object, revision);
        } catch (WireException | JsonException e) {
            throw new IllegalStateException("a stored " + resource.kind() + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static byte[] inHubVersion(byte[] json) throws JsonException {
        return JsonValue.parse(json) instanceof JsonObject object && StoredDefinition.isBeta(object)
                ? StoredDefinition.served(object).toBytes()
                : json;
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

    /// An object as it is stored where protobuf is.
    byte[] protobuf(T object) {
        return Protobuf.write(withVersion(object, ""));
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
