package io.djong.api.validation;

import io.djong.api.given.EmptyList;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.Codec;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Structures as upstream's messages show those of its internal types, which have no names for JSON: fields by their
/// Go names, every one of them, absent ones as `null` or zero.
public final class InternalJson {
    private InternalJson() {}

    /// A structure.
    ///
    /// @param type its name in the schema, such as `resource/v1.DeviceClaim`
    public static <T> String of(String type, Codec<T> codec, @Nullable T value) {
        if (value == null) {
            return FieldErrors.NULL;
        }
        var out = new StringBuilder();
        struct(out, TypeSchema.of(type), tree(codec, value));
        return out.toString();
    }

    /// A list of structures.
    ///
    /// @param type of each of them, as in [#of]
    public static <T> String list(String type, Codec<T> codec, List<T> values) {
        if (values.isEmpty()) {
            return EmptyList.is(values) ? "[]" : FieldErrors.NULL;
        }
        return values.stream().map(value -> of(type, codec, value)).collect(Collectors.joining(",", "[", "]"));
    }

    /// A structure of which nothing is shown but what its type takes from another one.
    ///
    /// @param type as in [#of]
    /// @param part the Go name of the other type, such as `PersistentVolumeSource`
    public static <T> String part(String type, String part, Codec<T> codec, T value) {
        var out = new StringBuilder("{");
        var whole = TypeSchema.of(type);
        var fields = InternalShapes.fields(whole).stream()
                .filter(field -> field.embeddedIn().contains(part))
                .toList();
        fields(out, whole, fields, (JsonObject) tree(codec, value), true);
        return out.append('}').toString();
    }

    private static <T> JsonValue tree(Codec<T> codec, T value) {
        var json = new JsonWriter(512, true);
        codec.writeJson(json, value);
        try {
            return JsonValue.parse(json.toBytes());
        } catch (JsonException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private static void struct(StringBuilder out, TypeSchema type, @Nullable JsonValue value) {
        out.append('{');
        members(out, type, value instanceof JsonObject given ? given : JsonObject.EMPTY, true);
        out.append('}');
    }

    /// Members of a structure; those of an object's metadata stand beside those of the object.
    ///
    /// @return whether none has been written yet
    private static boolean members(StringBuilder out, TypeSchema type, JsonObject object, boolean none) {
        return tagged(type)
                ? wireFields(out, type.fields(), object, none)
                : fields(out, type, InternalShapes.fields(type), InternalShapes.inside(type, object), none);
    }

    /// Types that upstream has once, with names for JSON.
    private static boolean tagged(TypeSchema type) {
        return type.name().startsWith("meta/");
    }

    private static boolean wireFields(StringBuilder out, List<FieldSchema> fields, JsonObject object, boolean none) {
        var first = none;
        for (var field : fields) {
            var value = object.get(field.name());
            if (value == null || field.omitEmpty() && isEmpty(value)) {
                continue;
            }
            out.append(first ? "\"" : ",\"").append(field.name()).append("\":");
            first = false;
            if (value instanceof JsonNull) {
                out.append("null");
            } else {
                value(out, field.type(), value);
            }
        }
        return first;
    }

    private static boolean isEmpty(JsonValue value) {
        return switch (value) {
            case JsonArray array -> array.size() == 0;
            case JsonObject object -> object.size() == 0;
            case JsonValue other -> false;
        };
    }

    private static boolean fields(
            StringBuilder out, TypeSchema type, List<FieldSchema> fields, JsonObject object, boolean none) {
        var first = none;
        for (var field : fields) {
            var given = object.get(field.name());
            var value = given instanceof JsonNull ? null : given;
            if (field.type() instanceof FieldType.Struct(var name, var go) && name.equals("meta/v1.ObjectMeta")) {
                first = members(out, TypeSchema.of(name), object.object(field.name()), first);
                continue;
            }
            out.append(first ? "\"" : ",\"")
                    .append(InternalShapes.name(type.name(), field))
                    .append("\":");
            first = false;
            if (value == null && InternalShapes.mayBeAbsent(type.name(), field)) {
                out.append("null");
            } else {
                value(out, field.type(), value);
            }
        }
        return first;
    }

    private static void value(StringBuilder out, FieldType type, @Nullable JsonValue value) {
        switch (type) {
            case FieldType.Struct struct -> struct(out, struct.schema(), value);
            case FieldType.ListOf list -> list(out, list.element(), value);
            case FieldType.MapOf map -> map(out, map.value(), value);
            case FieldType.Leaf leaf -> out.append(value == null ? zero(leaf) : value.toJson());
        }
    }

    private static String zero(FieldType.Leaf leaf) {
        return switch (leaf.type()) {
            case STRING -> "\"\"";
            case BOOL -> "false";
            case INT32, INT64, FLOAT64, INT_OR_STRING -> "0";
            case QUANTITY -> "\"0\"";
            case BYTES, TIME, MICRO_TIME, RAW, FIELDS_V1, ANY, MESSAGE -> "null";
        };
    }

    private static void list(StringBuilder out, FieldType element, @Nullable JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            out.append("null");
            return;
        }
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            out.append(i == 0 ? "" : ",");
            value(out, element, array.get(i));
        }
        out.append(']');
    }

    private static void map(StringBuilder out, FieldType element, @Nullable JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            out.append("null");
            return;
        }
        out.append('{');
        var first = true;
        for (var entry : object.members().entrySet()) {
            out.append(first ? "" : ",")
                    .append(new JsonString(entry.getKey()).toJson())
                    .append(':');
            first = false;
            value(out, element, entry.getValue());
        }
        out.append('}');
    }
}
