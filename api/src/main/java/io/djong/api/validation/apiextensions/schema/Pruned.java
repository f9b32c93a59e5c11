package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values without the members that a structural schema does not name.
final class Pruned {
    private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

    private Pruned() {}

    /// @param resource whether the value is a whole object, whose type and metadata stay
    static JsonValue of(JsonValue value, @Nullable JSONSchemaProps schema, boolean resource) {
        boolean keep = schema != null && new Schema(schema).preservesUnknown();
        return switch (value) {
            case JsonObject object -> object(object, schema, resource, keep);
            case JsonArray array -> {
                var items = new ArrayList<JsonValue>();
                var item = schema == null ? null : Schema.item(schema.items());
                for (var element : array.values()) {
                    items.add(keep && item == null ? element : of(element, item, isResource(item)));
                }
                yield new JsonArray(items);
            }
            default -> value;
        };
    }

    private static boolean isResource(@Nullable JSONSchemaProps schema) {
        return schema != null && schema.xKubernetesEmbeddedResource();
    }

    private static JsonValue object(
            JsonObject object, @Nullable JSONSchemaProps schema, boolean resource, boolean keep) {
        var pruned = JsonObject.EMPTY;
        for (var member : object.members().entrySet()) {
            String name = member.getKey();
            var value = member.getValue();
            if (resource && META.contains(name)) {
                pruned = pruned.with(name, value);
                continue;
            }
            var property = schema == null ? null : schema.properties().get(name);
            var additional = schema == null ? null : schema.additionalProperties();
            if (property != null) {
                pruned = pruned.with(name, of(value, property, isResource(property)));
            } else if (additional != null) {
                var below = additional.schema();
                pruned = pruned.with(name, keep && below == null ? value : of(value, below, isResource(below)));
            } else if (keep) {
                pruned = pruned.with(name, value);
            }
        }
        return pruned;
    }
}
