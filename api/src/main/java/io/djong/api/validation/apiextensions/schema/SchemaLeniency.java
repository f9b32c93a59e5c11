package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import java.util.function.Predicate;

/// What is asked of the parts of a schema, which is less when the old schemas did not have it.
///
/// @param types types are known ones
/// @param prunedDefaults defaults have no unknown members
/// @param atomicSets items of sets are atomic
/// @param mapKeys keys of lists that are maps are required or have a default
public record SchemaLeniency(boolean types, boolean prunedDefaults, boolean atomicSets, boolean mapKeys) {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");

    /// For new schemas.
    public static final SchemaLeniency NONE = new SchemaLeniency(true, true, true, true);

    /// For a definition that had these schemas.
    public static SchemaLeniency of(List<Schema> old) {
        return new SchemaLeniency(
                nowhere(old, SchemaLeniency::hasUnknownType),
                old.stream().noneMatch(SchemaLeniency::hasUnprunedDefaults),
                nowhere(old, SchemaLeniency::hasOpenSet),
                nowhere(old, SchemaLeniency::hasWrongKeys));
    }

    private static boolean nowhere(List<Schema> schemas, Predicate<JSONSchemaProps> wrong) {
        return schemas.stream().noneMatch(schema -> schema.has(wrong));
    }

    static List<String> knownTypes() {
        return TYPES;
    }

    private static boolean hasUnknownType(JSONSchemaProps schema) {
        return !schema.type().isEmpty() && !TYPES.contains(schema.type());
    }

    private static boolean hasUnprunedDefaults(Schema schema) {
        return schema.hasDefaults() && schema.isStructural() && DefaultRules.hasUnpruned(schema.props());
    }

    /// A set whose items can change in part.
    static boolean hasOpenSet(JSONSchemaProps schema) {
        var item = Schema.item(schema.items());
        if (!"set".equals(schema.xKubernetesListType()) || item == null) {
            return false;
        }
        return switch (item.type()) {
            case "array" ->
                item.xKubernetesListType() != null
                        && !item.xKubernetesListType().equals("atomic");
            case "object" -> !"atomic".equals(item.xKubernetesMapType());
            default -> false;
        };
    }

    private static boolean hasWrongKeys(JSONSchemaProps schema) {
        var errors = new FieldErrors();
        SchemaListRules.keys(errors, FieldPath.of("schema"), schema);
        return !errors.isEmpty();
    }
}
