package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrArray;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrBool;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A schema, with questions about it and all below it.
///
/// @param props the schema itself
public record Schema(JSONSchemaProps props) {
    /// Whether this schema or any below it is so.
    public boolean has(Predicate<JSONSchemaProps> predicate) {
        if (predicate.test(props)) {
            return true;
        }
        return below().stream().anyMatch(schema -> new Schema(schema).has(predicate));
    }

    private List<JSONSchemaProps> below() {
        var all = new ArrayList<@Nullable JSONSchemaProps>();
        var items = props.items();
        if (items != null) {
            all.add(items.schema());
            all.addAll(items.schemas());
        }
        all.addAll(props.allOf());
        all.addAll(props.anyOf());
        all.addAll(props.oneOf());
        all.add(props.not());
        all.addAll(props.properties().values());
        all.add(of(props.additionalProperties()));
        all.addAll(props.patternProperties().values());
        all.add(of(props.additionalItems()));
        all.addAll(props.definitions().values());
        props.dependencies().values().forEach(dependency -> all.add(dependency.schema()));
        return all.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /// The one schema of a list's items.
    public static @Nullable JSONSchemaProps item(@Nullable JSONSchemaPropsOrArray items) {
        return items == null ? null : items.schema();
    }

    /// The schema of members that are not named.
    public static @Nullable JSONSchemaProps of(@Nullable JSONSchemaPropsOrBool additional) {
        return additional == null ? null : additional.schema();
    }

    /// Whether anything in it has a default.
    public boolean hasDefaults() {
        return has(schema -> schema.default_() != null);
    }

    /// Whether it uses what only structural schemas may.
    public boolean hasExtensions() {
        return has(schema -> schema.xKubernetesEmbeddedResource()
                || schema.xKubernetesPreserveUnknownFields() != null
                || schema.xKubernetesIntOrString()
                || !schema.xKubernetesListMapKeys().isEmpty()
                || schema.xKubernetesListType() != null
                || !schema.xKubernetesValidations().isEmpty());
    }

    /// Whether each value's type is said once, so that objects can be pruned and defaulted by it.
    public boolean isStructural() {
        return StructuralRules.unsupported(props).isEmpty()
                && StructuralRules.check(FieldPath.of("schema"), props).isEmpty();
    }

    boolean preservesUnknown() {
        return Boolean.TRUE.equals(props.xKubernetesPreserveUnknownFields());
    }
}
