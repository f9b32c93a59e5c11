package io.djong.api.apply.typed;

import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Types of structural OpenAPI schemas, as definitions of custom resources carry them: `properties`,
/// `items`, `additionalProperties`, `x-kubernetes-list-type`, `x-kubernetes-list-map-keys`,
/// `x-kubernetes-map-type`, `x-kubernetes-preserve-unknown-fields`, `default` of keys.
///
/// Source: kube-openapi `schemaconv`.
public final class StructuralTypes {
    private StructuralTypes() {}

    private static ApplyType deduced() {
        return ApplyType.DEDUCED;
    }

    /// The type of values that a schema describes.
    ///
    /// @param schema without references
    public static ApplyType of(JsonObject schema) {
        return type(schema, false);
    }

    /// @param open whether something above keeps members that its schema does not name
    private static ApplyType type(JsonObject schema, boolean open) {
        boolean keeps = open || isTrue(schema.get("x-kubernetes-preserve-unknown-fields"));
        return switch (schema.string("type")) {
            case "object" -> ApplyType.map(members(schema, keeps));
            case "array" -> ApplyType.list(items(schema, keeps));
            case "integer", "number" -> ApplyType.scalar(ApplyType.Scalar.NUMBER);
            case "boolean" -> ApplyType.scalar(ApplyType.Scalar.BOOLEAN);
            case "string" -> ApplyType.scalar(text(schema.string("format")));
            default -> ApplyType.any(members(schema, keeps), items(schema, keeps));
        };
    }

    /// What has a format may be a number, too.
    private static ApplyType.Scalar text(String format) {
        return format.isEmpty() || format.equals("byte") ? ApplyType.Scalar.STRING : ApplyType.Scalar.ANY;
    }

    private static Members members(JsonObject schema, boolean open) {
        var members = new ArrayList<Members.Member>();
        schema.object("properties").members().forEach((name, value) -> {
            var part = value instanceof JsonObject object ? object : JsonObject.EMPTY;
            members.add(new Members.Member(new PathElement.Field(name), type(part, open), true, part.get("default")));
        });
        boolean atomic = schema.string("x-kubernetes-map-type").equals("atomic");
        return Members.of(atomic, members, others(schema, members.isEmpty(), open));
    }

    private static @Nullable Supplier<ApplyType> others(JsonObject schema, boolean bare, boolean open) {
        return switch (schema.get("additionalProperties")) {
            case null -> open || bare ? StructuralTypes::deduced : null;
            case JsonObject object -> {
                var type = type(object, open);
                yield () -> type;
            }
            case JsonBool allowed -> allowed.value() ? StructuralTypes::deduced : null;
            case JsonValue none -> none == JsonNull.NULL && (open || bare) ? StructuralTypes::deduced : null;
        };
    }

    private static ApplyType.Items items(JsonObject schema, boolean open) {
        var keys = schema.get("x-kubernetes-list-map-keys") instanceof JsonArray(var names)
                ? names.stream()
                        .map(name -> name instanceof JsonString(String text) ? text : "")
                        .toList()
                : List.<String>of();
        var element = schema.get("items") instanceof JsonObject object ? type(object, open) : ApplyType.ATOMIC_ANY;
        return switch (schema.string("x-kubernetes-list-type")) {
            case "set" -> new ApplyType.Items(true, List.of(), () -> element);
            case "map" -> new ApplyType.Items(true, keys, () -> element);
            default -> new ApplyType.Items(false, List.of(), () -> element);
        };
    }

    private static boolean isTrue(@Nullable JsonValue value) {
        return value instanceof JsonBool bool && bool.value();
    }
}
