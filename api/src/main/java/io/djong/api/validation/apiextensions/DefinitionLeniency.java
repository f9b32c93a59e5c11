package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is asked of a definition, which is less when the old one did not have it.
///
/// @param schemas every version has a schema
/// @param types types of schemas are known ones
/// @param structural schemas are structural
/// @param prunedDefaults defaults have no unknown members
/// @param atomicSets items of sets are atomic
/// @param mapKeys keys of lists that are maps are required or have a default
/// @param reviewVersions a webhook knows a version of reviews that we know
/// @param immutableNames kind and scope stay, since the names are taken
/// @param manyFields versions that may have more selectable fields than allowed, as they had
record DefinitionLeniency(
        boolean schemas,
        boolean types,
        boolean structural,
        boolean prunedDefaults,
        boolean atomicSets,
        boolean mapKeys,
        boolean reviewVersions,
        boolean immutableNames,
        Set<String> manyFields) {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");

    /// For new definitions.
    static final DefinitionLeniency NONE =
            new DefinitionLeniency(true, true, true, true, true, true, true, false, Set.of());

    static DefinitionLeniency of(CustomResourceDefinition now, CustomResourceDefinition old) {
        var folded = FoldedSpec.of(old.spec());
        boolean schemas = old.spec().versions().stream()
                .allMatch(
                        version -> version.schema() != null && version.schema().openAPIV3Schema() != null);
        return new DefinitionLeniency(
                schemas,
                folded.schemas().noneMatch(schema -> schema.has(DefinitionLeniency::hasUnknownType)),
                folded.schemas().allMatch(DefinitionLeniency::isStructural),
                folded.schemas().noneMatch(DefinitionLeniency::hasUnprunedDefaults),
                folded.schemas().noneMatch(schema -> schema.has(DefinitionLeniency::hasOpenSet)),
                folded.schemas().noneMatch(schema -> schema.has(DefinitionLeniency::hasWrongKeys)),
                hasKnownReviewVersion(old),
                isEstablished(old),
                manyFields(now, old));
    }

    static List<String> knownTypes() {
        return TYPES;
    }

    private static boolean hasUnknownType(JSONSchemaProps schema) {
        return !schema.type().isEmpty() && !TYPES.contains(schema.type());
    }

    private static boolean isStructural(Schema schema) {
        if (!StructuralRules.unsupported(schema.props()).isEmpty()) {
            return false;
        }
        return StructuralRules.check(FieldPath.of("schema"), schema.props()).isEmpty();
    }

    private static boolean hasUnprunedDefaults(Schema schema) {
        return schema.hasDefaults() && isStructural(schema) && DefaultRules.hasUnpruned(schema.props());
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

    private static boolean hasKnownReviewVersion(CustomResourceDefinition old) {
        var conversion = old.spec().conversion();
        if (conversion == null || conversion.webhook() == null) {
            return true;
        }
        var versions = conversion.webhook().conversionReviewVersions();
        return versions.isEmpty() || versions.stream().anyMatch(ConversionRules::isReviewVersion);
    }

    static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.status().conditions().stream()
                .anyMatch(each ->
                        each.type().equals("Established") && each.status().equals("True"));
    }

    private static Set<String> manyFields(CustomResourceDefinition now, CustomResourceDefinition old) {
        Set<String> many = new HashSet<>();
        for (var version : now.spec().versions()) {
            var before = version(old, version.name());
            if (before != null
                    && before.selectableFields().size() > SelectableFieldRules.MAX
                    && before.selectableFields().equals(version.selectableFields())) {
                many.add(version.name());
            }
        }
        return many;
    }

    private static @Nullable CustomResourceDefinitionVersion version(CustomResourceDefinition of, String name) {
        return of.spec().versions().stream()
                .filter(version -> Objects.equals(version.name(), name))
                .findFirst()
                .orElse(null);
    }
}
