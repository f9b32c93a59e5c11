package io.djong.apiserver.fields;

import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.util.List;

/// An object as the walks over its fields want it.
final class Fields {
    private static final int CAPACITY_BYTES = 2_048;

    private Fields() {}

    /// The object without its managed fields.
    static <V extends KubeObject> JsonSpans of(KubeType<V> type, V object) {
        var out = new JsonWriter(CAPACITY_BYTES);
        out.header(type.header());
        type.codec().writeJson(out, with(object, List.of()));
        return JsonSpans.ofValid(out.toBytes());
    }

    /// The object with these managed fields.
    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    static <V extends KubeObject> V with(V object, List<ManagedFieldsEntry> entries) {
        var meta = object.metadata();
        if (meta.managedFields().isEmpty() && entries.isEmpty()) return object;
        return (V) object.withMetadata(meta.withManagedFields(entries));
    }
}
