package io.djong.api.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object, its members sorted by name.
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(OrderedMap.of());

    public JsonObject {
        members = OrderedMap.copyOf(members);
    }

    /// The member, or null when there is none (a member that is JSON's `null` is `JsonNull.NULL`).
    public @Nullable JsonValue get(String name) {
        return members.get(name);
    }

    /// The member when it is an object, else the empty object.
    public JsonObject object(String name) {
        return members.get(name) instanceof JsonObject object ? object : EMPTY;
    }

    /// The member when it is an array, else the empty array.
    public JsonArray array(String name) {
        return members.get(name) instanceof JsonArray array ? array : JsonArray.EMPTY;
    }

    /// The member when it is a string, else "".
    public String string(String name) {
        return members.get(name) instanceof JsonString(String value) ? value : "";
    }

    public JsonObject with(String name, JsonValue value) {
        return new JsonObject(OrderedMap.copyOf(members).with(name, value));
    }

    public JsonObject without(String name) {
        return members.containsKey(name)
                ? new JsonObject(OrderedMap.copyOf(members).without(name))
                : this;
    }

    public int size() {
        return members.size();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
