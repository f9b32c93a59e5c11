package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import org.jspecify.annotations.Nullable;

/// Why a tree cannot become an object of a type, in the words of the converter with which upstream
/// turns the result of a strategic merge patch into an object. Values with a text form of their own
/// (quantities, times) are not judged.
public final class TreeConversion {
    private TreeConversion() {}

    /// The first problem, in the order of the type's fields; null when there is none.
    public static @Nullable String problem(TypeSchema type, JsonObject tree) {
        if (type.shape() == TypeSchema.Shape.UNION) {
            return null;
        }
        for (var field : type.fields()) {
            var value = tree.get(field.name());
            var found = value == null ? null : problem(field.type(), value);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String problem(FieldType type, JsonValue value) {
        if (value instanceof JsonNull) {
            return null;
        }
        return switch (type) {
            case FieldType.Struct struct ->
                value instanceof JsonObject object
                        ? problem(struct.schema(), object)
                        : "cannot restore struct from: " + kind(value);
            case FieldType.ListOf list -> list(list.element(), value);
            case FieldType.MapOf map -> map(map.value(), value);
            case FieldType.Leaf leaf -> leaf(leaf, value);
        };
    }

    private static @Nullable String list(FieldType element, JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            return "cannot restore slice from " + kind(value);
        }
        for (var each : array.values()) {
            var found = problem(element, each);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String map(FieldType element, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return "cannot restore map from " + kind(value);
        }
        for (var each : object.members().values()) {
            var found = problem(element, each);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String leaf(FieldType.Leaf leaf, JsonValue value) {
        return switch (leaf.type()) {
            case STRING -> text(leaf, value);
            case BOOL -> value instanceof JsonBool ? null : "unrecognized type: bool";
            case INT32 -> number(leaf, "int32", value);
            case INT64 -> number(leaf, "int64", value);
            case FLOAT64 -> value instanceof JsonNumber ? null : "unrecognized type: float64";
            case BYTES -> value instanceof JsonString ? null : "cannot restore slice from " + kind(value);
            case TIME, MICRO_TIME, QUANTITY, INT_OR_STRING, RAW, FIELDS_V1, ANY, MESSAGE -> null;
        };
    }

    /// Go lets integers become texts of one character, which the converter does not.
    private static @Nullable String text(FieldType.Leaf leaf, JsonValue value) {
        return switch (value) {
            case JsonString text -> null;
            case JsonNumber number when number.isInteger() -> "cannot convert int64 to " + leaf.go();
            default -> "unrecognized type: string";
        };
    }

    private static @Nullable String number(FieldType.Leaf leaf, String kind, JsonValue value) {
        if (!(value instanceof JsonNumber number)) {
            return "unrecognized type: " + kind;
        }
        double exact = number.doubleValue();
        return number.isInteger() || exact == Math.rint(exact) ? null : "cannot convert float64 to " + leaf.go();
    }

    /// What Go calls the kind of a decoded value.
    private static String kind(JsonValue value) {
        return switch (value) {
            case JsonObject object -> "map";
            case JsonArray array -> "slice";
            case JsonString text -> "string";
            case JsonNumber number -> number.isInteger() ? "int64" : "float64";
            case JsonBool bool -> "bool";
            case JsonNull none -> "invalid";
        };
    }
}
