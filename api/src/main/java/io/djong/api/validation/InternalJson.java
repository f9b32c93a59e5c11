package io.djong.api.validation;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.Codec;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Structures as upstream's messages show those of its internal types, which have no names for JSON: fields by their
/// Go names, every one of them, absent ones as `null` or zero.
public final class InternalJson {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("apiGroup", "APIGroup"),
            Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"),
            Map.entry("bool", "BoolValue"),
            Map.entry("bools", "BoolValues"),
            Map.entry("cel", "CEL"),
            Map.entry("cephfs", "CephFS"),
            Map.entry("csi", "CSI"),
            Map.entry("dnsConfig", "DNSConfig"),
            Map.entry("dnsPolicy", "DNSPolicy"),
            Map.entry("fc", "FC"),
            Map.entry("fsType", "FSType"),
            Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
            Map.entry("httpGet", "HTTPGet"),
            Map.entry("int", "IntValue"),
            Map.entry("ints", "IntValues"),
            Map.entry("ips", "IPs"),
            Map.entry("iscsi", "ISCSI"),
            Map.entry("nfs", "NFS"),
            Map.entry("os", "OS"),
            Map.entry("rbd", "RBD"),
            Map.entry("storageos", "StorageOS"),
            Map.entry("string", "StringValue"),
            Map.entry("strings", "StringValues"),
            Map.entry("tcpSocket", "TCPSocket"),
            Map.entry("tty", "TTY"),
            Map.entry("uid", "UID"),
            Map.entry("version", "VersionValue"),
            Map.entry("versions", "VersionValues"));

    private InternalJson() {}

    /// A structure.
    ///
    /// @param type its name in the schema, such as `resource/v1.DeviceClaim`
    public static <T> String of(String type, Codec<T> codec, @Nullable T value) {
        if (value == null) {
            return FieldErrors.NULL;
        }
        var out = new StringBuilder();
        struct(out, TypeSchema.of(type), tree(Json.write(codec, value)));
        return out.toString();
    }

    /// A list of structures.
    ///
    /// @param type of each of them, as in [#of]
    public static <T> String list(String type, Codec<T> codec, List<T> values) {
        if (values.isEmpty()) {
            return FieldErrors.NULL;
        }
        return values.stream().map(value -> of(type, codec, value)).collect(Collectors.joining(",", "[", "]"));
    }

    /// A structure of which nothing is shown but what its type takes from another one.
    ///
    /// @param type as in [#of]
    /// @param part the Go name of the other type, such as `PersistentVolumeSource`
    public static <T> String part(String type, String part, Codec<T> codec, T value) {
        var out = new StringBuilder("{");
        var fields = TypeSchema.of(type).fields().stream()
                .filter(field -> field.embeddedIn().contains(part))
                .toList();
        fields(out, fields, (JsonObject) tree(Json.write(codec, value)), false, true);
        return out.append('}').toString();
    }

    private static JsonValue tree(byte[] json) {
        try {
            return JsonValue.parse(json);
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
        var named = type.name().startsWith("meta/"); // these have names for JSON upstream, too
        return fields(out, type.fields(), object, named, none);
    }

    private static boolean fields(
            StringBuilder out, List<FieldSchema> fields, JsonObject object, boolean named, boolean none) {
        var first = none;
        for (var field : fields) {
            var value = object.get(field.name());
            if (named && value == null) {
                continue;
            }
            if (field.type() instanceof FieldType.Struct(var name, var go) && name.equals("meta/v1.ObjectMeta")) {
                first = members(out, TypeSchema.of(name), object.object(field.name()), first);
                continue;
            }
            out.append(first ? "\"" : ",\"")
                    .append(named ? field.name() : goName(field.name()))
                    .append("\":");
            first = false;
            field(out, field, value);
        }
        return first;
    }

    private static String goName(String name) {
        var known = NAMES.get(name);
        return known != null ? known : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void field(StringBuilder out, FieldSchema field, @Nullable JsonValue value) {
        if (value == null && field.pointer()) {
            out.append("null");
            return;
        }
        value(out, field.type(), value);
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
