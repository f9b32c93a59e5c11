package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.ObjectMetaCodec;

/// An object of a kind that has no record, such as a custom resource: its JSON as a tree, and its
/// metadata as everybody else has it.
public final class DynamicObject implements KubeObject {
    private final JsonObject json;
    private final ObjectMeta metadata;

    private DynamicObject(JsonObject json, ObjectMeta metadata) {
        this.json = json;
        this.metadata = metadata;
    }

    /// The object in a tree; an error when its metadata is not what metadata is.
    public static DynamicObject of(JsonObject json) throws JsonException {
        JsonValue metadata = json.get("metadata");
        if (metadata == null) return new DynamicObject(json, ObjectMeta.EMPTY);
        var in = new JsonReader(metadata.toBytes());
        return new DynamicObject(json, ObjectMetaCodec.CODEC.readJson(in, ObjectMeta.EMPTY));
    }

    /// The whole object, with `kind`, `apiVersion` and metadata.
    public JsonObject json() {
        return json;
    }

    @Override
    public KubeType<DynamicObject> kubeType() {
        var gvk = GroupVersionKind.of(json.string("apiVersion"), json.string("kind"));
        return KubeType.of(gvk.group(), gvk.version(), gvk.kind(), "", new DynamicCodec(gvk));
    }

    @Override
    public String apiVersion() {
        return json.string("apiVersion");
    }

    @Override
    public String kind() {
        return json.string("kind");
    }

    @Override
    public ObjectMeta metadata() {
        return metadata;
    }

    @Override
    public DynamicObject withMetadata(ObjectMeta changed) {
        var out = new JsonWriter(256);
        ObjectMetaCodec.CODEC.writeJson(out, changed);
        try {
            return new DynamicObject(json.with("metadata", JsonValue.parse(out.toBytes())), changed);
        } catch (JsonException e) {
            throw new IllegalStateException("metadata written that cannot be read", e);
        }
    }

    /// An object of that kind with nothing in it.
    static DynamicObject empty(GroupVersionKind gvk) {
        var json = JsonObject.EMPTY
                .with("apiVersion", new JsonString(gvk.apiVersion()))
                .with("kind", new JsonString(gvk.kind()));
        return new DynamicObject(json, ObjectMeta.EMPTY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DynamicObject that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toJson();
    }
}
