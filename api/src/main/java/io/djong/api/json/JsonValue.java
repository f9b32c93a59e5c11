package io.djong.api.json;

/// A JSON value as an immutable tree. `equals` compares what the values mean: the order of an
/// object's members does not count, and 1 equals 1.0.
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {
    /// The value as compact JSON, members sorted by name, spelled as upstream spells it.
    default String toJson() {
        var writer = new JsonWriter(64);
        writer.tree(this);
        return writer.asText();
    }

    /// The value as compact JSON in UTF-8.
    default byte[] toBytes() {
        var writer = new JsonWriter(256);
        writer.tree(this);
        return writer.toBytes();
    }

    /// The tree of a whole JSON text. Among members with the same name the last one counts.
    static JsonValue parse(byte[] json) throws JsonException {
        return parse(json, 0, json.length);
    }

    /// The tree of a range of bytes that holds one whole JSON text.
    static JsonValue parse(byte[] json, int from, int to) throws JsonException {
        var reader = new JsonReader(json, from, to);
        JsonValue value = reader.tree();
        reader.end();
        return value;
    }

    /// The tree of a whole JSON text.
    static JsonValue parse(String json) throws JsonException {
        return parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
