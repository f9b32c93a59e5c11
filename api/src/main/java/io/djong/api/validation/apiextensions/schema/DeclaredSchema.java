package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonString;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.DeclaredType.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What expressions know of a value from its structural schema: its type, and how large it may be. Where
/// a schema does not bound a size, the largest request does.
final class DeclaredSchema {
    /// The largest request, in bytes.
    static final long REQUEST_BYTES_MAX = 3 * 1_024 * 1_024;

    private static final long TEXT_BYTES_MAX = REQUEST_BYTES_MAX - 2;
    private static final long TIME_BYTES_MAX = 32;
    private static final long TIME_BYTES_MIN = 21;
    private static final long DATE_BYTES = 12;
    private static final long DURATION_BYTES_MAX = 32;
    private static final long DURATION_BYTES_MIN = 3;
    private static final DeclaredType KEY = DeclaredType.simple(Kind.STRING, 0, 2);
    private static final JSONSchemaProps TEXT = JSONSchemaProps.EMPTY.withType("string");
    private static final JSONSchemaProps METADATA =
            JSONSchemaProps.EMPTY.withType("object").withProperties(Map.of("name", TEXT, "generateName", TEXT));

    private DeclaredSchema() {}

    /// The type of a value; null when expressions do not see it.
    ///
    /// @param resource whether it is a whole object
    static @Nullable DeclaredType of(JSONSchemaProps schema, boolean resource) {
        if (schema.xKubernetesIntOrString()) {
            long most = schema.maxLength() == null ? TEXT_BYTES_MAX : bytes(schema.maxLength());
            return DeclaredType.simple(Kind.DYN, most, 1);
        }
        return switch (schema.type()) {
            case "array" -> list(schema);
            case "object" -> object(schema, resource);
            case "string" -> text(schema);
            case "boolean" -> DeclaredType.simple(Kind.BOOL, 0, 4);
            case "number" -> DeclaredType.simple(Kind.DOUBLE, 0, 1);
            case "integer" -> DeclaredType.simple(Kind.INT, 0, 1);
            default -> null;
        };
    }

    /// A character has four bytes at most.
    private static long bytes(long characters) {
        return Math.max(0, characters) * 4;
    }

    private static @Nullable DeclaredType below(@Nullable JSONSchemaProps schema) {
        return schema == null ? null : of(schema, schema.xKubernetesEmbeddedResource());
    }

    private static @Nullable DeclaredType list(JSONSchemaProps schema) {
        var item = below(Schema.item(schema.items()));
        if (item == null) {
            return null;
        }
        var most = schema.maxItems();
        return DeclaredType.list(item, most == null ? TEXT_BYTES_MAX / (item.bytesMin() + 1) : Math.max(0, most));
    }

    private static @Nullable DeclaredType object(JSONSchemaProps schema, boolean resource) {
        var additional = Schema.of(schema.additionalProperties());
        if (additional != null) {
            var value = below(additional);
            if (value == null) {
                return null;
            }
            var most = schema.maxProperties();
            return DeclaredType.map(
                    KEY, value, most == null ? TEXT_BYTES_MAX / (value.bytesMin() + 6) : Math.max(0, most));
        }
        Map<String, DeclaredType> fields = new LinkedHashMap<>();
        long bytesMin = 2;
        for (var property : (resource ? withMeta(schema) : schema.properties()).entrySet()) {
            String name = property.getKey();
            var type = below(property.getValue());
            if (type == null) {
                continue;
            }
            String escaped = PropertyName.escaped(name);
            if (escaped != null) {
                fields.put(escaped, type);
            }
            if (schema.required().contains(name) && !hasDefault(property.getValue())) {
                bytesMin += name.getBytes(StandardCharsets.UTF_8).length + type.bytesMin() + 4;
            }
        }
        return DeclaredType.object(fields, bytesMin);
    }

    private static boolean hasDefault(JSONSchemaProps schema) {
        var value = schema.default_();
        return value != null && !(ShownSchema.value(value) instanceof JsonNull);
    }

    /// What every object has anyway.
    private static Map<String, JSONSchemaProps> withMeta(JSONSchemaProps schema) {
        var properties = new HashMap<>(schema.properties());
        var metadata = properties.getOrDefault("metadata", JSONSchemaProps.EMPTY);
        boolean complete = isText(properties.get("kind"))
                && isText(properties.get("apiVersion"))
                && metadata.type().equals("object")
                && isText(metadata.properties().get("name"))
                && isText(metadata.properties().get("generateName"));
        if (!complete) {
            properties.put("kind", TEXT);
            properties.put("apiVersion", TEXT);
            properties.put("metadata", METADATA);
        }
        return properties;
    }

    private static boolean isText(@Nullable JSONSchemaProps schema) {
        return schema != null && schema.type().equals("string");
    }

    private static DeclaredType text(JSONSchemaProps schema) {
        var most = schema.maxLength();
        return switch (schema.format()) {
            case "byte" -> DeclaredType.simple(Kind.BYTES, most == null ? TEXT_BYTES_MAX : Math.max(0, most), 2);
            case "duration" -> DeclaredType.simple(Kind.DURATION, DURATION_BYTES_MAX, DURATION_BYTES_MIN);
            case "date" -> DeclaredType.simple(Kind.TIMESTAMP, DATE_BYTES, DATE_BYTES);
            case "date-time" -> DeclaredType.simple(Kind.TIMESTAMP, TIME_BYTES_MAX, TIME_BYTES_MIN);
            default -> DeclaredType.simple(Kind.STRING, most == null ? longest(schema) : bytes(most), 2);
        };
    }

    private static long longest(JSONSchemaProps schema) {
        if (schema.enum_().isEmpty()) {
            return TEXT_BYTES_MAX;
        }
        return schema.enum_().stream()
                .map(ShownSchema::value)
                .mapToLong(value ->
                        value instanceof JsonString(String text) ? text.getBytes(StandardCharsets.UTF_8).length : 0)
                .max()
                .orElse(0);
    }
}
