package io.djong.api.validation.apiextensions.schema;

import io.djong.api.meta.RawExtension;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrBool;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.GoPattern;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a schema is structural: each value's type is said once, outside of `allOf` and its kind, so
/// that objects can be pruned and defaulted by it (KEP-1111 and its successors).
public final class StructuralRules {
    private static final List<JSONSchemaProps> INT_OR_STRING =
            List.of(JSONSchemaProps.EMPTY.withType("integer"), JSONSchemaProps.EMPTY.withType("string"));

    private enum Level {
        ROOT("must not be empty at the root"),
        ITEM("must not be empty for specified array items"),
        FIELD("must not be empty for specified object fields");

        private final String typeless;

        Level(String typeless) {
            this.typeless = typeless;
        }
    }

    private final FieldErrors errors = new FieldErrors();

    private StructuralRules() {}

    /// All that is wrong, in the order of the messages.
    static List<FieldError> check(FieldPath path, JSONSchemaProps schema) {
        var rules = new StructuralRules();
        rules.invariants(path, schema, Level.ROOT);
        StructuralCompleteness.check(rules.errors, path, schema);
        return rules.errors.list().stream()
                .sorted(Comparator.comparing(FieldError::toString))
                .toList();
    }

    /// What a structural schema cannot express at all; empty when there is nothing of it.
    public static String unsupported(@Nullable JSONSchemaProps schema) {
        if (schema == null) {
            return "";
        }
        String field = !schema.id().isEmpty()
                ? "id"
                : !schema.schemaUrl().isEmpty()
                        ? "schema"
                        : schema.ref() != null && !schema.ref().isEmpty()
                                ? "$ref"
                                : !schema.patternProperties().isEmpty()
                                        ? "patternProperties"
                                        : !schema.dependencies().isEmpty()
                                                ? "dependencies"
                                                : schema.additionalItems() != null
                                                        ? "additionalItems"
                                                        : !schema.definitions().isEmpty() ? "definitions" : "";
        if (!field.isEmpty()) {
            return "OpenAPIV3Schema '" + field + "' is not supported";
        }
        String below = unsupported(schema.not());
        for (var list : List.of(schema.allOf(), schema.anyOf(), schema.oneOf())) {
            for (var branch : list) {
                below = below.isEmpty() ? unsupported(branch) : below;
            }
        }
        if (below.isEmpty() && Boolean.FALSE.equals(schema.xKubernetesPreserveUnknownFields())) {
            return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
        }
        if (below.isEmpty() && schema.items() != null) {
            below = schema.items().schemas().isEmpty()
                    ? unsupported(schema.items().schema())
                    : "OpenAPIV3Schema 'items' must be a schema, but is an array";
        }
        for (var property : schema.properties().values()) {
            below = below.isEmpty() ? unsupported(property) : below;
        }
        return below.isEmpty() ? unsupported(Schema.of(schema.additionalProperties())) : below;
    }

    private void invariants(FieldPath path, @Nullable JSONSchemaProps schema, Level level) {
        if (schema == null) {
            return;
        }
        var item = Schema.item(schema.items());
        if (schema.type().equals("array") && item == null) {
            errors.required(path.child("items"), "must be specified");
        }
        invariants(path.child("items"), item, Level.ITEM);
        schema.properties()
                .forEach((name, property) -> invariants(path.child("properties").key(name), property, Level.FIELD));
        var additional = schema.additionalProperties();
        if (additional != null) {
            if (level == Level.ROOT) {
                errors.forbidden(path.child("additionalProperties"), "must not be used at the root");
            }
            invariants(path.child("additionalProperties"), additional.schema(), Level.FIELD);
        }
        extensions(path, schema);
        boolean firstOfAll =
                !schema.allOf().isEmpty() && schema.allOf().getFirst().anyOf().equals(INT_OR_STRING);
        values(path, schema, schema.anyOf().equals(INT_OR_STRING), firstOfAll);
        type(path, schema, level);
        metadata(path, schema, level);
        boolean unnamed = schema.properties().isEmpty() && !new Schema(schema).preservesUnknown();
        if (schema.xKubernetesEmbeddedResource() && unnamed) {
            errors.required(
                    path.child("properties"),
                    "must not be empty if x-kubernetes-embedded-resource is true without"
                            + " x-kubernetes-preserve-unknown-fields");
        }
    }

    private void extensions(FieldPath path, JSONSchemaProps schema) {
        String detail = "must be false if x-kubernetes-int-or-string is true";
        if (schema.xKubernetesIntOrString() && new Schema(schema).preservesUnknown()) {
            errors.invalid(path.child("x-kubernetes-preserve-unknown-fields"), true, detail);
        }
        if (schema.xKubernetesIntOrString() && schema.xKubernetesEmbeddedResource()) {
            errors.invalid(path.child("x-kubernetes-embedded-resource"), true, detail);
        }
    }

    private void type(FieldPath path, JSONSchemaProps schema, Level level) {
        String type = schema.type();
        boolean embedded = schema.xKubernetesEmbeddedResource();
        if (embedded && !type.equals("object")) {
            String detail = "must be object if x-kubernetes-embedded-resource is true";
            if (type.isEmpty()) {
                errors.required(path.child("type"), detail);
            } else {
                errors.invalid(path.child("type"), type, detail);
            }
        } else if (type.isEmpty() && !schema.xKubernetesIntOrString() && !new Schema(schema).preservesUnknown()) {
            errors.required(path.child("type"), level.typeless);
        }
        if (embedded && schema.additionalProperties() != null) {
            errors.forbidden(
                    path.child("additionalProperties"), "must not be used if x-kubernetes-embedded-resource is set");
        }
        if (level == Level.ROOT && !type.isEmpty() && !type.equals("object")) {
            errors.invalid(path.child("type"), type, "must be object at the root");
        }
    }

    /// What every object has anyway.
    private void metadata(FieldPath path, JSONSchemaProps schema, Level level) {
        boolean resource = level == Level.ROOT || schema.xKubernetesEmbeddedResource();
        for (String name : List.of("kind", "apiVersion")) {
            var property = schema.properties().get(name);
            if (property != null && resource && !property.type().equals("string")) {
                errors.invalid(path.child("properties").key(name).child("type"), property.type(), "must be string");
            }
        }
        var metadata = schema.properties().get("metadata");
        if (metadata == null) {
            return;
        }
        var at = path.child("properties").key("metadata");
        if (resource && !metadata.type().equals("object")) {
            errors.invalid(at.child("type"), metadata.type(), "must be object");
        }
        if (level == Level.ROOT) {
            Map<String, JSONSchemaProps> rest = new LinkedHashMap<>(metadata.properties());
            rest.remove("name");
            rest.remove("generateName");
            var others = rest.isEmpty() ? metadata.withProperties(Map.of()) : metadata;
            if (!others.withType("").withDefault_(null).equals(JSONSchemaProps.EMPTY)) {
                errors.forbidden(
                        at,
                        "must not specify anything other than name and generateName, but metadata is implicitly"
                                + " specified");
            }
        }
    }

    private void values(FieldPath path, JSONSchemaProps schema, boolean skipAnyOf, boolean skipFirstOfAll) {
        for (int i = 0; i < schema.anyOf().size() && !skipAnyOf; i++) {
            nested(path.child("anyOf").index(i), schema.anyOf().get(i), false);
        }
        for (int i = 0; i < schema.allOf().size(); i++) {
            nested(path.child("allOf").index(i), schema.allOf().get(i), skipFirstOfAll && i == 0);
        }
        for (int i = 0; i < schema.oneOf().size(); i++) {
            nested(path.child("oneOf").index(i), schema.oneOf().get(i), false);
        }
        nested(path.child("not"), schema.not(), false);
        String wrong = GoPattern.problem(schema.pattern());
        if (!wrong.isEmpty()) {
            errors.invalid(
                    path.child("pattern"), schema.pattern(), "must be a valid regular expression, but isn't: " + wrong);
        }
    }

    /// Inside of `allOf` and its kind only values are restricted.
    private void nested(FieldPath path, @Nullable JSONSchemaProps schema, boolean skipAnyOf) {
        if (schema == null) {
            return;
        }
        values(path, schema, skipAnyOf, false);
        nested(path.child("items"), Schema.item(schema.items()), false);
        schema.properties()
                .forEach((name, property) -> nested(path.child("properties").key(name), property, false));
        forbid(path.child("type"), !schema.type().isEmpty(), "empty");
        forbid(path.child("additionalProperties"), isSet(schema.additionalProperties()), "undefined");
        forbid(path.child("default"), hasValue(schema.default_()), "undefined");
        forbid(path.child("title"), !schema.title().isEmpty(), "empty");
        forbid(path.child("description"), !schema.description().isEmpty(), "empty");
        forbid(path.child("nullable"), schema.nullable(), "false");
        boolean preserves = new Schema(schema).preservesUnknown();
        forbid(path.child("x-kubernetes-preserve-unknown-fields"), preserves, "false");
        forbid(path.child("x-kubernetes-embedded-resource"), schema.xKubernetesEmbeddedResource(), "false");
        forbid(path.child("x-kubernetes-int-or-string"), schema.xKubernetesIntOrString(), "false");
        boolean keys = !schema.xKubernetesListMapKeys().isEmpty();
        forbid(path.child("x-kubernetes-list-map-keys"), keys, "empty");
        forbid(path.child("x-kubernetes-list-type"), schema.xKubernetesListType() != null, "undefined");
        forbid(path.child("x-kubernetes-map-type"), schema.xKubernetesMapType() != null, "undefined");
        boolean rules = !schema.xKubernetesValidations().isEmpty();
        forbid(path.child("x-kubernetes-validations"), rules, "empty");
        if (schema.properties().containsKey("metadata")) {
            errors.forbidden(path.child("properties").key("metadata"), "must not be specified in a nested context");
        }
    }

    private void forbid(FieldPath path, boolean set, String needed) {
        if (set) {
            errors.forbidden(path, "must be " + needed + " to be structural");
        }
    }

    private static boolean isSet(@Nullable JSONSchemaPropsOrBool additional) {
        return additional != null && (additional.allows() || additional.schema() != null);
    }

    private static boolean hasValue(@Nullable RawExtension value) {
        return value != null && !value.isEmpty();
    }
}
