package io.djong.api.apply.plain;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.LeafType;
import io.djong.api.schema.TypeSchema;
import java.util.List;
import java.util.TreeMap;

/// The facts of generated types as the schema that would be published of them.
final class FactsAsSchema {
    private FactsAsSchema() {}

    static JsonObject of(TypeSchema type) {
        var properties = new TreeMap<String, JsonValue>();
        for (var field : type.fields()) properties.put(field.name(), field(field));
        var out = RandomSchemas.typed("object").with("properties", new JsonObject(properties));
        return type.structKind().equals("atomic") ? out.with("x-kubernetes-map-type", new JsonString("atomic")) : out;
    }

    private static JsonObject field(FieldSchema field) {
        var out = type(field.type());
        if (field.structKind().equals("atomic")) out = out.with("x-kubernetes-map-type", new JsonString("atomic"));
        if (field.structKind().equals("granular")) out = out.without("x-kubernetes-map-type");
        var value = field.defaultValue();
        if (value != null) out = out.with("default", value);
        if (!(field.type() instanceof FieldType.ListOf)) return out;
        return switch (field.listKind()) {
            case SET -> list(out, "set", List.of());
            case MAP -> list(out, "map", field.listKeys());
            case ATOMIC -> out;
            case NONE ->
                !field.merges()
                        ? out
                        : field.mergeKey().isEmpty()
                                ? list(out, "set", List.of())
                                : list(out, "map", List.of(field.mergeKey()));
        };
    }

    private static JsonObject list(JsonObject out, String kind, List<String> keys) {
        var listed = out.with("x-kubernetes-list-type", new JsonString(kind));
        return keys.isEmpty()
                ? listed
                : listed.with(
                        "x-kubernetes-list-map-keys",
                        new JsonArray(
                                keys.stream().<JsonValue>map(JsonString::new).toList()));
    }

    private static JsonObject type(FieldType type) {
        return switch (type) {
            case FieldType.Struct struct ->
                struct.schema().shape() == TypeSchema.Shape.UNION ? JsonObject.EMPTY : of(struct.schema());
            case FieldType.ListOf(FieldType element, String go) ->
                RandomSchemas.typed("array").with("items", type(element));
            case FieldType.MapOf(FieldType value, String go) ->
                RandomSchemas.typed("object").with("additionalProperties", type(value));
            case FieldType.Leaf(LeafType leaf, String go) -> leaf(leaf);
        };
    }

    private static JsonObject leaf(LeafType leaf) {
        return switch (leaf) {
            case BOOL -> RandomSchemas.typed("boolean");
            case INT32, INT64, FLOAT64 -> RandomSchemas.typed("integer");
            case INT_OR_STRING, ANY -> JsonObject.EMPTY;
            default -> RandomSchemas.typed("string");
        };
    }
}
