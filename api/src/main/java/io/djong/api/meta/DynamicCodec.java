package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;

/// Reads and writes objects that have no record: JSON only, the whole object with `kind` and `apiVersion`.
public final class DynamicCodec extends Codec<DynamicObject> {
    private final GroupVersionKind gvk;

    public DynamicCodec(GroupVersionKind gvk) {
        this.gvk = gvk;
    }

    @Override
    public DynamicObject empty() {
        return DynamicObject.empty(gvk);
    }

    @Override
    public DynamicObject readJson(JsonReader in, DynamicObject base) throws JsonException {
        if (in.skipNull()) return base;
        if (in.tree() instanceof JsonObject object) return DynamicObject.of(object);
        throw in.fail("object expected");
    }

    @Override
    public void writeJson(JsonWriter out, DynamicObject value) {
        out.tree(value.json());
    }

    /// Upstream has no protobuf for custom resources either.
    @Override
    public DynamicObject readProto(ProtoReader in, DynamicObject base) {
        throw new UnsupportedOperationException("no protobuf for " + gvk);
    }

    /// Upstream has no protobuf for custom resources either.
    @Override
    public void writeProto(ProtoWriter out, DynamicObject value) {
        throw new UnsupportedOperationException("no protobuf for " + gvk);
    }
}
