package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.SchemaExpressions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schema of a version, from its root down.
public final class SchemaRules {
    private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");
    private static final String ROOT_FIELDS = "only [Description Type Format Title Maximum ExclusiveMaximum Minimum"
            + " ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items"
            + " Properties ExternalDocs Example XPreserveUnknownFields XValidations] fields are allowed at the root of"
            + " the schema if the status subresource is enabled";

    private final SchemaLeniency leniency;
    private final boolean structural;
    private final SchemaExpressions expressions;

    /// What is wrong with rules; told after all else.
    private final FieldErrors ofRules = new FieldErrors();

    /// Whether the schema is right so far that its rules are looked at.
    private boolean readable;

    /// @param structural whether the schema must be structural
    public SchemaRules(SchemaLeniency leniency, boolean structural, SchemaExpressions expressions) {
        this.leniency = leniency;
        this.structural = structural;
        this.expressions = expressions;
    }

    /// Where in a schema a part of it stands.
    ///
    /// @param noDefaults why there may be no default here; empty when there may
    /// @param meta whether it describes the metadata of an object
    /// @param unrelated the highest part above whose old and new values cannot be told to belong
    /// together
    private record Place(
            String noDefaults, boolean meta, @Nullable FieldPath unrelated) {
        Place withoutDefaults(String reason) {
            return new Place(reason, meta, unrelated);
        }

        Place insideMeta() {
            return new Place(noDefaults, true, unrelated);
        }

        Place unrelatedFrom(FieldPath path) {
            return unrelated == null ? new Place(noDefaults, meta, path) : this;
        }
    }

    /// Checks one.
    ///
    /// @param path of what holds the schema
    /// @param status whether the status is written by its own endpoint
    public void check(FieldErrors all, FieldPath path, JSONSchemaProps schema, boolean status) {
        var errors = new FieldErrors();
        var at = path.child("openAPIV3Schema");
        if (status) {
            root(errors, path, schema);
        }
        if (schema.nullable()) {
            errors.forbidden(path.child("openAPIV3Schema.nullable"), "nullable cannot be true at the root");
        }
        String unsupported = structural ? StructuralRules.unsupported(schema) : "";
        if (structural && unsupported.isEmpty()) {
            var wrong = StructuralRules.check(at, schema);
            errors.addAll(wrong);
            if (wrong.isEmpty()) {
                var ofDefaults = new FieldErrors();
                DefaultRules.check(ofDefaults, at, schema, leniency.prunedDefaults());
                errors.addAll(ofDefaults.list());
                readable = ofDefaults.isEmpty();
            }
        }
        part(errors, at, schema, new Place("", false, null), true);
        errors.addAll(ofRules.list());
        if (errors.isEmpty() && !unsupported.isEmpty()) {
            errors.invalid(at, "", unsupported);
        }
        all.addAll(errors.list());
    }

    /// The status is checked by its own part of the schema, so the root may only say what is not lost
    /// then.
    private static void root(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        boolean early = !schema.id().isEmpty() || !schema.schemaUrl().isEmpty() || schema.ref() != null;
        if (!early && !schema.type().isEmpty() && !schema.type().equals("object")) {
            errors.invalid(
                    path.child("openAPIV3Schema.type"),
                    schema.type(),
                    "only \"object\" is allowed as the type at the root of the schema if the status subresource is"
                            + " enabled");
            return;
        }
        boolean late = schema.nullable()
                || schema.default_() != null
                || !schema.enum_().isEmpty()
                || schema.maxProperties() != null
                || schema.minProperties() != null
                || hasBranches(schema)
                || schema.additionalProperties() != null
                || schema.additionalItems() != null
                || !schema.patternProperties().isEmpty()
                || !schema.dependencies().isEmpty()
                || !schema.definitions().isEmpty()
                || schema.xKubernetesEmbeddedResource()
                || schema.xKubernetesIntOrString()
                || !schema.xKubernetesListMapKeys().isEmpty()
                || schema.xKubernetesListType() != null
                || schema.xKubernetesMapType() != null;
        if (early || late) {
            errors.invalidShown(path.child("openAPIV3Schema"), ShownSchema.schema(schema), ROOT_FIELDS);
        }
    }

    private static boolean hasBranches(JSONSchemaProps schema) {
        return !schema.allOf().isEmpty()
                || !schema.oneOf().isEmpty()
                || !schema.anyOf().isEmpty()
                || schema.not() != null;
    }

    private void part(FieldErrors errors, FieldPath path, @Nullable JSONSchemaProps schema, Place place, boolean root) {
        if (schema == null) {
            return;
        }
        int before = errors.list().size();
        unsupported(errors, path, schema, place);
        if (schema.uniqueItems()) {
            errors.forbidden(
                    path.child("uniqueItems"),
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        members(errors, path, schema, place, root);
        part(errors, path.child("not"), schema.not(), place, false);
        all(errors, path.child("allOf"), schema.allOf(), place);
        all(errors, path.child("oneOf"), schema.oneOf(), place);
        all(errors, path.child("anyOf"), schema.anyOf(), place);
        schema.definitions()
                .forEach((name, definition) ->
                        part(errors, path.child("definitions").key(name), definition, place, false));
        var items = schema.items();
        if (items != null) {
            var below = "map".equals(schema.xKubernetesListType()) ? place : place.unrelatedFrom(path);
            part(errors, path.child("items"), items.schema(), below, false);
            all(errors, path.child("items"), items.schemas(), below);
        }
        schema.dependencies()
                .forEach((name, dependency) ->
                        part(errors, path.child("dependencies").key(name), dependency.schema(), place, false));
        if (Boolean.FALSE.equals(schema.xKubernetesPreserveUnknownFields())) {
            errors.invalid(path.child("x-kubernetes-preserve-unknown-fields"), false, "must be true or undefined");
        }
        SchemaListRules.mapType(errors, path, schema);
        SchemaListRules.listType(errors, path, schema, leniency.atomicSets());
        if (leniency.mapKeys()) {
            SchemaListRules.keys(errors, path, schema);
        }
        for (int i = 0; i < schema.xKubernetesValidations().size(); i++) {
            rule(
                    errors,
                    path.child("x-kubernetes-validations").index(i),
                    schema.xKubernetesValidations().get(i),
                    schema);
        }
        if (readable && errors.list().size() == before) {
            rules(path.child("x-kubernetes-validations"), schema.xKubernetesValidations(), place.unrelated());
        }
    }

    private void rules(FieldPath path, List<ValidationRule> rules, @Nullable FieldPath unrelated) {
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var at = path.index(i);
            var reading = expressions.read(rule.rule());
            if (reading == null) {
                continue;
            }
            if (!reading.problem().isEmpty()) {
                ofRules.invalidShown(
                        at.child("rule"), ShownSchema.rule(rule), "compilation failed: " + reading.problem());
                continue;
            }
            if (reading.oldSelf() && unrelated != null) {
                ofRules.invalid(
                        at.child("rule"),
                        rule.rule(),
                        "oldSelf cannot be used on the uncorrelatable portion of the schema within " + unrelated);
            } else if (!reading.oldSelf() && rule.optionalOldSelf() != null) {
                ofRules.invalid(
                        at.child("optionalOldSelf"),
                        rule.optionalOldSelf(),
                        "may not be set if oldSelf is not used in rule");
            }
        }
    }

    private void all(FieldErrors errors, FieldPath path, List<JSONSchemaProps> schemas, Place place) {
        for (int i = 0; i < schemas.size(); i++) {
            part(errors, path.index(i), schemas.get(i), place, false);
        }
    }

    private void members(FieldErrors errors, FieldPath path, JSONSchemaProps schema, Place place, boolean root) {
        var additional = schema.additionalProperties();
        if (additional != null) {
            boolean open = additional.allows() && additional.schema() == null;
            if (!schema.properties().isEmpty() && !open) {
                errors.forbidden(
                        path.child("additionalProperties"), "additionalProperties and properties are mutual exclusive");
            }
            var below = place.meta()
                    ? place.withoutDefaults("inside additionalProperties applying to object metadata")
                    : place;
            part(errors, path.child("additionalProperties"), additional.schema(), below, false);
        }
        schema.properties().forEach((name, property) -> {
            var below = place;
            if ((root || schema.xKubernetesEmbeddedResource()) && META.contains(name)) {
                below = below.insideMeta();
                if (root) {
                    below = below.withoutDefaults("in top-level " + name);
                }
            }
            part(errors, path.child("properties").key(name), property, below, false);
        });
    }

    /// What OpenAPI or JSON Schema has, and we have not.
    private void unsupported(FieldErrors errors, FieldPath path, JSONSchemaProps schema, Place place) {
        String type = schema.type();
        if (leniency.types() && !type.isEmpty() && !SchemaLeniency.knownTypes().contains(type)) {
            errors.notSupported(path.child("type"), type, SchemaLeniency.knownTypes());
        }
        if (schema.default_() != null && !place.noDefaults().isEmpty()) {
            errors.forbidden(path.child("default"), "must not be set " + place.noDefaults());
        }
        forbid(errors, path, "id", !schema.id().isEmpty());
        forbid(errors, path, "additionalItems", schema.additionalItems() != null);
        forbid(errors, path, "patternProperties", !schema.patternProperties().isEmpty());
        forbid(errors, path, "definitions", !schema.definitions().isEmpty());
        forbid(errors, path, "dependencies", !schema.dependencies().isEmpty());
        forbid(errors, path, "$ref", schema.ref() != null);
        if (type.equals("null")) {
            errors.forbidden(path.child("type"), "type cannot be set to null, use nullable as an alternative");
        }
        if (schema.items() != null && !schema.items().schemas().isEmpty()) {
            errors.forbidden(path.child("items"), "items must be a schema object and not an array");
        }
        if (place.meta() && schema.xKubernetesEmbeddedResource()) {
            errors.forbidden(path.child("x-kubernetes-embedded-resource"), "must not be used inside of resource meta");
        }
    }

    private static void forbid(FieldErrors errors, FieldPath path, String field, boolean present) {
        if (present) {
            errors.forbidden(path.child(field), field + " is not supported");
        }
    }

    private static void rule(FieldErrors errors, FieldPath path, ValidationRule rule, JSONSchemaProps schema) {
        String text = rule.rule().strip();
        String message = rule.message().strip();
        if (text.isEmpty()) {
            errors.required(path.child("rule"), "rule is not specified");
        } else if (message.isEmpty() && !rule.message().isEmpty()) {
            errors.invalid(path.child("message"), rule.message(), "must be non-empty if specified");
        } else if (hasLineBreak(message)) {
            errors.invalid(path.child("message"), rule.message(), "must not contain line breaks");
        } else if (hasLineBreak(text) && message.isEmpty()) {
            errors.required(path.child("message"), "message must be specified if rule contains line breaks");
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            errors.required(path.child("messageExpression"), "messageExpression must be non-empty if specified");
        }
        if (rule.reason() != null && !REASONS.contains(rule.reason())) {
            errors.notSupported(path.child("reason"), rule.reason(), REASONS);
        }
        String field = rule.fieldPath();
        if (field.isEmpty()) {
            return;
        }
        if (field.isBlank()) {
            errors.invalid(path.child("fieldPath"), field, "must be non-empty if specified");
        }
        if (hasLineBreak(field)) {
            errors.invalid(path.child("fieldPath"), field, "must not contain line breaks");
        }
        boolean leads = SchemaPath.of(field, schema, true).problem().isEmpty();
        if (!leads && StructuralRules.unsupported(schema).isEmpty()) {
            errors.invalid(path.child("fieldPath"), field, "must be a valid path");
        }
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
