package io.djong.api.apply.plain;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An OpenAPI schema as the plain implementation asks it.
record PlainSchema(JsonObject schema) {
    static final PlainSchema ANY = new PlainSchema(JsonObject.EMPTY);
    private static final PlainSchema WHOLE = new PlainSchema(JsonObject.EMPTY
            .with("x-kubernetes-map-type", new JsonString("atomic"))
            .with("additionalProperties", JsonBool.TRUE));

    /// Whether the value's parts are owned one by one; null and what is absent counts as what the schema
    /// would have.
    boolean isGranularMap(@Nullable JsonValue value) {
        boolean fits = value instanceof JsonObject
                || (hasNoForm(value) && schema.string("type").equals("object"));
        return fits && !schema.string("x-kubernetes-map-type").equals("atomic");
    }

    boolean isGranularList(@Nullable JsonValue value) {
        boolean fits = value instanceof JsonArray
                || (hasNoForm(value) && schema.string("type").equals("array"));
        var kind = schema.string("x-kubernetes-list-type");
        return fits && (kind.equals("set") || kind.equals("map"));
    }

    private static boolean hasNoForm(@Nullable JsonValue value) {
        return !(value instanceof JsonObject) && !(value instanceof JsonArray);
    }

    boolean declares(String name) {
        return schema.object("properties").get(name) != null;
    }

    PlainSchema member(String name) {
        if (schema.object("properties").get(name) instanceof JsonObject declared) return new PlainSchema(declared);
        return schema.get("additionalProperties") instanceof JsonObject others
                ? new PlainSchema(others)
                : isWhole() ? WHOLE : ANY;
    }

    private boolean isWhole() {
        return schema.equals(WHOLE.schema);
    }

    PlainSchema element() {
        return schema.get("items") instanceof JsonObject items ? new PlainSchema(items) : WHOLE;
    }

    /// What tells an element apart from others.
    String name(JsonValue element) {
        if (schema.string("x-kubernetes-list-type").equals("set")) return "v:" + element.toJson();
        Map<String, JsonValue> keys = new TreeMap<>();
        for (var key :
                ((JsonArray) java.util.Objects.requireNonNull(schema.get("x-kubernetes-list-map-keys"))).values()) {
            var name = ((JsonString) key).value();
            var value = ((JsonObject) element).get(name);
            if (value == null)
                value = element().schema.object("properties").object(name).get("default");
            if (value != null) keys.put(name, value);
        }
        return "k:" + new JsonObject(keys).toJson();
    }

    List<String> names(JsonValue list) {
        var names = new ArrayList<String>();
        for (var element : elements(list)) names.add(name(element));
        return names;
    }

    static List<JsonValue> elements(@Nullable JsonValue list) {
        return list instanceof JsonArray(var values) ? values : List.of();
    }

    static Map<String, JsonValue> members(@Nullable JsonValue map) {
        return map instanceof JsonObject(var members) ? members : Map.of();
    }
}
