package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonValue;

/// An object of a kind that is not known here, as the JSON it came in; no bytes stand for its absence.
public record RawExtension(Bytes json) {
    public static final RawExtension EMPTY = new RawExtension(Bytes.EMPTY);

    public static RawExtension of(JsonValue value) {
        return new RawExtension(Bytes.trusted(value.toBytes()));
    }

    public boolean isEmpty() {
        return json.isEmpty();
    }

    /// The JSON as a tree; `null` when absent.
    public JsonValue value() throws JsonException {
        return json.isEmpty() ? JsonNull.NULL : JsonValue.parse(json.shared());
    }
}
