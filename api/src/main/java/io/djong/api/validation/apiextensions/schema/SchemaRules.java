package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.expression.SchemaExpressions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schema of a version, from its root down.
public final class SchemaRules {
    private static final Set<String> META = Set.of("metadata", "kind", "apiVersion");
    private static final String ROOT_FIELDS = "only [Description Type Format Title Maximum ExclusiveMaximum Minimum"
            + " ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems MultipleOf Required Items"
            + " Properties ExternalDocs Example XPreserveUnknownFields XValidations] fields are allowed at the root of"
            + " the schema if the status subresource is enabled";

    private final SchemaLeniency leniency;
    private final boolean structural;
    private final ExpressionRules rules;

    /// Whether the schema is right so far that its rules are looked at.
    private boolean readable;

    /// @param structural whether the schema must be structural
    /// @param costs whether the cost of each expression is looked at
    public SchemaRules(SchemaLeniency leniency, boolean structural, SchemaExpressions expressions, boolean costs) {
        this.leniency = leniency;
        this.structural = structural;
        this.rules = new ExpressionRules(expressions, costs);
    }

    /// Where in a schema a part of it stands.
    ///
    /// @param noDefaults why there may be no default here; empty when there may
    /// @param meta whether it describes the metadata of an object
    /// @param unrelated the highest part above whose old and new values cannot be told to belong
    /// together
    /// @param scope what its rules see; null where there may be none
    private record Place(
            String noDefaults,
            boolean meta,
            @Nullable FieldPath unrelated,
            @Nullable RuleScope scope) {
        Place withoutDefaults(String reason) {
            return new Place(reason, meta, unrelated, scope);
        }

        Place insideMeta() {
            return new Place(noDefaults, true, unrelated, scope);
        }

        Place unrelatedFrom(FieldPath path) {
            return unrelated == null ? new Place(noDefaults, meta, path, scope) : this;
        }

        Place in(@Nullable RuleScope other) {
            return new Place(noDefaults, meta, unrelated, other);
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
        part(errors, at, schema, new Place("", false, null, RuleScope.root(schema)), true);
        errors.addAll(rules.found());
        if (errors.isEmpty() && !unsupported.isEmpty()) {
            errors.invalid(at, "", unsupported);
        }
        rules.total(errors, at);
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
        var branch = place.in(null);
        part(errors, path.child("not"), schema.not(), branch, false);
        all(errors, path.child("allOf"), schema.allOf(), branch);
        all(errors, path.child("oneOf"), schema.oneOf(), branch);
        all(errors, path.child("anyOf"), schema.anyOf(), branch);
        schema.definitions()
                .forEach((name, definition) ->
                        part(errors, path.child("definitions").key(name), definition, branch, false));
        var items = schema.items();
        if (items != null) {
            var below = "map".equals(schema.xKubernetesListType()) ? place : place.unrelatedFrom(path);
            var item = items.schema();
            var at = item == null || below.scope() == null
                    ? below
                    : below.in(below.scope().items(item));
            part(errors, path.child("items"), item, at, false);
            all(errors, path.child("items"), items.schemas(), below);
        }
        schema.dependencies()
                .forEach((name, dependency) ->
                        part(errors, path.child("dependencies").key(name), dependency.schema(), branch, false));
        if (Boolean.FALSE.equals(schema.xKubernetesPreserveUnknownFields())) {
            errors.invalid(path.child("x-kubernetes-preserve-unknown-fields"), false, "must be true or undefined");
        }
        SchemaListRules.mapType(errors, path, schema);
        SchemaListRules.listType(errors, path, schema, leniency.atomicSets());
        if (leniency.mapKeys()) {
            SchemaListRules.keys(errors, path, schema);
        }
        ExpressionRules.form(errors, path, schema);
        var scope = place.scope();
        if (readable && scope != null && errors.list().size() == before) {
            rules.compile(path, schema, scope, place.unrelated());
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
            var member = additional.schema();
            var at = member == null || below.scope() == null
                    ? below
                    : below.in(below.scope().members(member));
            part(errors, path.child("additionalProperties"), member, at, false);
        }
        schema.properties().forEach((name, property) -> {
            var below = place;
            if ((root || schema.xKubernetesEmbeddedResource()) && META.contains(name)) {
                below = below.insideMeta();
                if (root) {
                    below = below.withoutDefaults("in top-level " + name);
                }
            }
            var at = below.scope() == null ? below : below.in(below.scope().property(property, name));
            part(errors, path.child("properties").key(name), property, at, false);
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
}
