package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Defaults in a structural schema must be what the schema allows. Those of metadata and formats of
/// texts are not looked at.
final class DefaultRules {
    private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

    private DefaultRules() {}

    /// @param pruned whether defaults may not have members that the schema does not name
    static void check(FieldErrors errors, FieldPath path, JSONSchemaProps schema, boolean pruned) {
        check(errors, path, schema, true, pruned);
    }

    private static void check(
            FieldErrors errors, FieldPath path, @Nullable JSONSchemaProps schema, boolean resource, boolean pruned) {
        if (schema == null) {
            return;
        }
        var value = value(schema);
        if (!(value instanceof JsonNull)) {
            one(errors, path.child("default"), schema, value, resource, pruned);
        }
        var item = Schema.item(schema.items());
        check(errors, path.child("items"), item, item != null && item.xKubernetesEmbeddedResource(), pruned);
        schema.properties().forEach((name, property) -> {
            if (!resource || !META.contains(name)) {
                var at = path.child("properties").key(name);
                check(errors, at, property, property.xKubernetesEmbeddedResource(), pruned);
            }
        });
    }

    private static JsonValue value(JSONSchemaProps schema) {
        return schema.default_() == null ? JsonNull.NULL : ShownSchema.value(schema.default_());
    }

    private static void one(
            FieldErrors errors,
            FieldPath path,
            JSONSchemaProps schema,
            JsonValue value,
            boolean resource,
            boolean pruned) {
        if (pruned && !Pruned.of(value, schema, resource).equals(value)) {
            errors.invalidShown(path, value.toJson(), "must not have unknown fields");
        }
        if (resource && value instanceof JsonObject object && !typed(errors, path, object)) {
            return;
        }
        new SchemaValues(errors, path).check("", schema, value);
    }

    private static boolean typed(FieldErrors errors, FieldPath path, JsonObject object) {
        boolean complete = true;
        for (String name : new String[] {"apiVersion", "kind"}) {
            if (object.get(name) == null) {
                errors.required(path.child(name));
                complete = false;
            }
        }
        return complete;
    }

    /// Whether any default has members that the schema does not name.
    static boolean hasUnpruned(JSONSchemaProps schema) {
        return new Schema(schema).has(part -> {
            var value = value(part);
            return !Pruned.of(value, part, part.xKubernetesEmbeddedResource()).equals(value);
        });
    }
}
