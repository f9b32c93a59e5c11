package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.validation.apiextensions.schema.Schema;
import io.djong.api.validation.apiextensions.schema.SchemaLeniency;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is asked of a definition, which is less when the old one did not have it.
///
/// @param schemas every version has a schema
/// @param structural schemas are structural
/// @param parts what is asked of the parts of schemas
/// @param reviewVersions a webhook knows a version of reviews that we know
/// @param immutableNames kind and scope stay, since the names are taken
/// @param manyFields versions that may have more selectable fields than allowed, as they had
/// @param sameSchemas versions whose schemas are as they were, whose rules may cost what they do
record DefinitionLeniency(
        boolean schemas,
        boolean structural,
        SchemaLeniency parts,
        boolean reviewVersions,
        boolean immutableNames,
        Set<String> manyFields,
        Set<String> sameSchemas) {
    /// For new definitions.
    static final DefinitionLeniency NONE =
            new DefinitionLeniency(true, true, SchemaLeniency.NONE, true, false, Set.of(), Set.of());

    static DefinitionLeniency of(CustomResourceDefinition now, CustomResourceDefinition old) {
        var folded = FoldedSpec.of(old.spec());
        boolean schemas = old.spec().versions().stream()
                .allMatch(
                        version -> version.schema() != null && version.schema().openAPIV3Schema() != null);
        return new DefinitionLeniency(
                schemas,
                folded.schemas().allMatch(Schema::isStructural),
                SchemaLeniency.of(folded.schemas().toList()),
                hasKnownReviewVersion(old),
                isEstablished(old),
                manyFields(now, old),
                sameSchemas(now, old));
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

    private static Set<String> sameSchemas(CustomResourceDefinition now, CustomResourceDefinition old) {
        Set<String> same = new HashSet<>();
        for (var version : now.spec().versions()) {
            var before = version(old, version.name());
            if (before != null && Objects.equals(before.schema(), version.schema())) {
                same.add(version.name());
            }
        }
        return same;
    }

    private static @Nullable CustomResourceDefinitionVersion version(CustomResourceDefinition of, String name) {
        return of.spec().versions().stream()
                .filter(version -> Objects.equals(version.name(), name))
                .findFirst()
                .orElse(null);
    }
}
