package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import java.util.List;

/// A JSON object in the making.
final class Node {
    private final OrderedMap.Collector<JsonValue> members = new OrderedMap.Collector<>();

    static JsonObject of(String name, String value) {
        return new Node().put(name, value).done();
    }

    Node put(String name, JsonValue value) {
        members.add(name, value);
        return this;
    }

    Node put(String name, String value) {
        return put(name, new JsonString(value));
    }

    Node put(String name, boolean value) {
        return put(name, JsonBool.of(value));
    }

    /// Unless it is empty.
    Node putText(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    Node putAll(JsonObject object) {
        members.addAll(object.members());
        return this;
    }

    JsonObject done() {
        return new JsonObject(members);
    }

    static JsonArray strings(List<String> values) {
        return new JsonArray(values.stream().<JsonValue>map(JsonString::new).toList());
    }
}
