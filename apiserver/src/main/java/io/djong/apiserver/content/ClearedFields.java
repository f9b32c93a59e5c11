package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonSpans;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.util.Arrays;
import java.util.List;

/// Tells managed fields that were sent as an empty list, which asks for none, from those that were not sent: records
/// do not. The former become a list of one empty entry, which means the same.
final class ClearedFields {
    private static final byte[] METADATA = "metadata".getBytes(UTF_8);
    private static final byte[] MANAGED_FIELDS = "managedFields".getBytes(UTF_8);

    private ClearedFields() {}

    /// The object as it was decoded from a valid text.
    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    static <T extends ApiObject> T told(T object, byte[] json) {
        if (!(object instanceof KubeObject known)) {
            return object;
        }
        var meta = known.metadata();
        if (!meta.managedFields().isEmpty() || !mentions(json) || !clears(JsonSpans.ofValid(json))) {
            return object;
        }
        return (T) known.withMetadata(meta.withManagedFields(List.of(ManagedFieldsEntry.EMPTY)));
    }

    private static boolean mentions(byte[] json) {
        int last = json.length - MANAGED_FIELDS.length;
        for (int i = 0; i <= last; i++) {
            if (json[i] == 'm'
                    && json[i + 7] == 'F'
                    && Arrays.equals(json, i, i + MANAGED_FIELDS.length, MANAGED_FIELDS, 0, MANAGED_FIELDS.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean clears(JsonSpans spans) {
        int metadata = spans.isObject(0) ? spans.member(0, METADATA) : -1;
        int entries = metadata >= 0 && spans.isObject(metadata) ? spans.member(metadata, MANAGED_FIELDS) : -1;
        return entries >= 0 && spans.isArray(entries);
    }
}
