package io.djong.api.apply.plain;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Schemas, and values that fit a schema. Names and values are few, so that they meet often.
final class RandomSchemas {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int DEPTH_MAX = 3;

    private final Random random;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    JsonObject root() {
        return struct(0);
    }

    static JsonObject typed(String type) {
        return JsonObject.EMPTY.with("type", new JsonString(type));
    }

    private JsonObject struct(int depth) {
        var properties = new TreeMap<String, JsonValue>();
        for (var name : NAMES) if (random.nextInt(4) > 0) properties.put(name, any(depth + 1));
        var out = typed("object").with("properties", new JsonObject(properties));
        if (depth > 0 && random.nextInt(6) == 0) out = out.with("x-kubernetes-map-type", new JsonString("atomic"));
        if (random.nextInt(6) == 0) out = out.with("x-kubernetes-preserve-unknown-fields", JsonBool.TRUE);
        return out;
    }

    private JsonObject any(int depth) {
        return switch (random.nextInt(depth > DEPTH_MAX ? 3 : 10)) {
            case 0 -> typed("string");
            case 1 -> typed("integer");
            case 2 -> JsonObject.EMPTY.with("x-kubernetes-int-or-string", JsonBool.TRUE);
            case 3 -> typed("object").with("additionalProperties", any(depth + 1));
            case 4 -> typed("array").with("items", any(depth + 1));
            case 5 ->
                typed("array")
                        .with("items", typed(random.nextBoolean() ? "string" : "integer"))
                        .with("x-kubernetes-list-type", new JsonString("set"));
            case 6, 7 -> keyed(depth);
            default -> struct(depth);
        };
    }

    /// A list with one key, or two of which one has a default.
    private JsonObject keyed(int depth) {
        var item = struct(depth + 1).without("x-kubernetes-map-type");
        var properties = item.object("properties").with("k", typed("string"));
        var keys = new ArrayList<JsonValue>(List.of(new JsonString("k")));
        if (random.nextBoolean()) {
            properties = properties.with("p", typed("integer").with("default", JsonNumber.of(1)));
            keys.add(new JsonString("p"));
        }
        return typed("array")
                .with("items", item.with("properties", properties))
                .with("x-kubernetes-list-type", new JsonString("map"))
                .with("x-kubernetes-list-map-keys", new JsonArray(keys));
    }

    /// A value of a schema.
    ///
    /// @param twice whether lists may have an element of one name several times
    JsonValue value(JsonObject schema, boolean twice) {
        if (random.nextInt(25) == 0) return JsonNull.NULL;
        return switch (schema.string("type")) {
            case "string" -> new JsonString(NAMES.get(random.nextInt(3)));
            case "integer", "number" -> JsonNumber.of(random.nextInt(3));
            case "boolean" -> random.nextBoolean() ? JsonBool.TRUE : JsonBool.FALSE;
            case "array" -> list(schema, twice);
            case "object" -> object(schema, twice);
            default -> random.nextBoolean() ? new JsonString("a") : JsonNumber.of(random.nextInt(2));
        };
    }

    JsonObject object(JsonObject schema, boolean twice) {
        var out = new TreeMap<String, JsonValue>();
        schema.object("properties").members().forEach((name, part) -> {
            if (random.nextInt(3) == 0) out.put(name, value((JsonObject) part, twice));
        });
        var others = schema.get("additionalProperties");
        boolean open = others != null || schema.get("x-kubernetes-preserve-unknown-fields") != null;
        if (open && random.nextInt(3) > 0) {
            out.putIfAbsent(
                    "e" + random.nextInt(2),
                    others instanceof JsonObject part ? value(part, twice) : new JsonString("x"));
        }
        return new JsonObject(out);
    }

    private JsonArray list(JsonObject schema, boolean twice) {
        var out = new ArrayList<JsonValue>();
        var names = new HashSet<String>();
        var kind = schema.string("x-kubernetes-list-type");
        var item = schema.get("items") instanceof JsonObject object ? object : JsonObject.EMPTY;
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            var element = kind.equals("map") ? element(schema, item, twice) : value(item, twice);
            if (element == JsonNull.NULL) continue;
            boolean associative = kind.equals("map") || kind.equals("set");
            boolean fresh = !associative || names.add(new PlainSchema(schema).name(element));
            if (fresh || (twice && random.nextInt(4) == 0)) out.add(element);
        }
        return new JsonArray(out);
    }

    private JsonObject element(JsonObject schema, JsonObject item, boolean twice) {
        var out = object(item, twice);
        if (!(schema.get("x-kubernetes-list-map-keys") instanceof JsonArray(var keys))) return out;
        for (var key : keys) {
            var name = key instanceof JsonString(String text) ? text : "";
            var part = item.object("properties").object(name);
            out = out.without(name);
            if (part.get("default") != null && random.nextBoolean()) continue;
            JsonValue value = part.string("type").equals("integer")
                    ? JsonNumber.of(random.nextInt(1, 3))
                    : new JsonString(NAMES.get(random.nextInt(4)));
            out = out.with(name, value);
        }
        return out;
    }

    /// A value that differs from another in few places.
    JsonObject changed(JsonObject schema, JsonObject value) {
        var fresh = object(schema, true);
        if (random.nextInt(4) == 0) return fresh;
        var out = value;
        for (var name : fresh.members().keySet()) {
            var part = fresh.members().get(name);
            if (random.nextInt(3) == 0) out = out.without(name);
            else if (part != null) out = out.with(name, part);
        }
        return out;
    }

    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    String manager() {
        return NAMES.get(random.nextInt(3));
    }
}
