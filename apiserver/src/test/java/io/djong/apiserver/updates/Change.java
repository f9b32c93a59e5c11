package io.djong.apiserver.updates;

import io.djong.api.json.JsonValue;
import org.jspecify.annotations.Nullable;

/// One change of one field.
///
/// @param how in a word: changed, removed, more, less, one more, one less, turned, set
/// @param value what stands there afterwards; null when nothing does
record Change(Place place, String how, @Nullable JsonValue value) {
    JsonValue applied(JsonValue root) {
        return place.steps().isEmpty() ? root : place.put(root, value);
    }
}
