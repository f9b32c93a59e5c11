package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceColumnDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionSpec;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.types.apiextensions.v1.CustomResourceSubresources;
import io.djong.api.types.apiextensions.v1.CustomResourceValidation;
import io.djong.api.types.apiextensions.v1.SelectableField;
import io.djong.api.validation.apiextensions.schema.Schema;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A definition's spec as upstream looks at it inside: what all versions have the same stands once,
/// above the versions, and is named there in messages.
///
/// @param spec as given
/// @param versions without what stands above them
record FoldedSpec(
        CustomResourceDefinitionSpec spec,
        List<CustomResourceDefinitionVersion> versions,
        @Nullable CustomResourceValidation validation,
        @Nullable CustomResourceSubresources subresources,
        List<CustomResourceColumnDefinition> columns,
        List<SelectableField> selectableFields) {

    static FoldedSpec of(CustomResourceDefinitionSpec spec) {
        var versions = spec.versions();
        if (versions.isEmpty()) {
            return new FoldedSpec(spec, versions, null, null, List.of(), List.of());
        }
        var first = versions.getFirst();
        boolean schemas = same(versions, CustomResourceDefinitionVersion::schema);
        boolean subresources = same(versions, CustomResourceDefinitionVersion::subresources);
        boolean columns = same(versions, CustomResourceDefinitionVersion::additionalPrinterColumns);
        boolean fields = same(versions, CustomResourceDefinitionVersion::selectableFields);
        var rest = versions.stream()
                .map(version -> schemas ? version.withSchema(null) : version)
                .map(version -> subresources ? version.withSubresources(null) : version)
                .map(version -> columns ? version.withAdditionalPrinterColumns(List.of()) : version)
                .map(version -> fields ? version.withSelectableFields(List.of()) : version)
                .toList();
        return new FoldedSpec(
                spec,
                rest,
                schemas ? first.schema() : null,
                subresources ? first.subresources() : null,
                columns ? first.additionalPrinterColumns() : List.of(),
                fields ? first.selectableFields() : List.of());
    }

    private static boolean same(
            List<CustomResourceDefinitionVersion> versions,
            Function<CustomResourceDefinitionVersion, @Nullable Object> part) {
        var first = part.apply(versions.getFirst());
        return versions.stream().allMatch(version -> Objects.equals(part.apply(version), first));
    }

    /// All schemas of the definition.
    Stream<Schema> schemas() {
        return spec.versions().stream()
                .map(version ->
                        version.schema() == null ? null : version.schema().openAPIV3Schema())
                .filter(Objects::nonNull)
                .map(Schema::new);
    }

    /// Whether the status of this version is written by its own endpoint.
    boolean hasStatus(CustomResourceDefinitionVersion version) {
        boolean own = versions.stream().anyMatch(each -> each.subresources() != null);
        return hasStatus(own ? version.subresources() : subresources);
    }

    /// Whether any version's is.
    boolean hasAnyStatus() {
        return hasStatus(subresources) || versions.stream().anyMatch(version -> hasStatus(version.subresources()));
    }

    private static boolean hasStatus(@Nullable CustomResourceSubresources subresources) {
        return subresources != null && subresources.status() != null;
    }
}
