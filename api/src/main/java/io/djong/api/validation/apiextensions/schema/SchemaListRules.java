package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How lists and maps of a schema are merged: as a whole, as a set, or by keys.
final class SchemaListRules {
    private static final List<String> MAP_TYPES = List.of("atomic", "granular");
    private static final List<String> LIST_TYPES = List.of("atomic", "set", "map");
    private static final String LIST_TYPE = "x-kubernetes-list-type";
    private static final String MAP_TYPE = "x-kubernetes-map-type";
    private static final String MAP_KEYS = "x-kubernetes-list-map-keys";

    private SchemaListRules() {}

    static void mapType(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        var type = schema.xKubernetesMapType();
        if (type == null) {
            return;
        }
        needsType(errors, path, schema, "object", MAP_TYPE);
        if (!MAP_TYPES.contains(type)) {
            errors.notSupported(path.child(MAP_TYPE), type, MAP_TYPES);
        }
    }

    private static boolean needsType(
            FieldErrors errors, FieldPath path, JSONSchemaProps schema, String needed, String by) {
        String detail = "must be " + needed + " if " + by + " is specified";
        if (schema.type().isEmpty()) {
            errors.required(path.child("type"), detail);
        } else if (!schema.type().equals(needed)) {
            errors.invalid(path.child("type"), schema.type(), detail);
        }
        return schema.type().equals(needed);
    }

    /// @param atomicSets whether items of sets must be atomic
    static void listType(FieldErrors errors, FieldPath path, JSONSchemaProps schema, boolean atomicSets) {
        var type = schema.xKubernetesListType();
        if (type != null) {
            boolean array = needsType(errors, path, schema, "array", LIST_TYPE);
            if (array && atomicSets && SchemaLeniency.hasOpenSet(schema)) {
                openSet(errors, path, schema);
            }
            if (!LIST_TYPES.contains(type)) {
                errors.notSupported(path.child(LIST_TYPE), type, LIST_TYPES);
            }
        }
        if (!schema.xKubernetesListMapKeys().isEmpty()) {
            String detail = "must be map if x-kubernetes-list-map-keys is non-empty";
            if (type == null) {
                errors.required(path.child(LIST_TYPE), detail);
            } else if (!type.equals("map")) {
                errors.invalid(path.child(LIST_TYPE), type, detail);
            }
        }
        if ("map".equals(type)) {
            map(errors, path, schema);
        }
    }

    private static void openSet(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        var item = Schema.item(schema.items());
        if (item == null) {
            return;
        }
        String field = item.type().equals("array") ? LIST_TYPE : MAP_TYPE;
        errors.invalidShown(
                path.child("items").child(field),
                Shown.text(item.xKubernetesListType()),
                "must be atomic as item of a list with x-kubernetes-list-type=set");
    }

    private static void map(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        var keys = schema.xKubernetesListMapKeys();
        if (keys.isEmpty()) {
            errors.required(path.child(MAP_KEYS), "must not be empty if x-kubernetes-list-type is map");
        }
        if (schema.items() == null) {
            errors.required(path.child("items"), "must have a schema if x-kubernetes-list-type is map");
            return;
        }
        var item = Schema.item(schema.items());
        if (item == null) {
            errors.invalidShown(
                    path.child("items"),
                    ShownSchema.items(schema.items()),
                    "must only have a single schema if x-kubernetes-list-type is map");
            return;
        }
        if (!item.type().equals("object")) {
            errors.invalid(
                    path.child("items", "type"),
                    item.type(),
                    "must be object if parent array's x-kubernetes-list-type is map");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            var property = item.properties().get(key);
            if (property == null) {
                errors.invalidShown(
                        path.child(MAP_KEYS), Shown.texts(keys), "entries must all be names of item properties");
            } else if (property.type().equals("array") || property.type().equals("object")) {
                errors.invalid(
                        path.child("items", "properties").key(key).child("type"),
                        item.type(),
                        "must be a scalar type if parent array's x-kubernetes-list-type is map");
            }
            if (!seen.add(key)) {
                errors.invalidShown(path.child(MAP_KEYS), Shown.texts(keys), "must not contain duplicate entries");
            }
        }
    }

    /// Items of sets and maps are never null, and their keys always there.
    static void keys(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        var item = Schema.item(schema.items());
        var type = schema.xKubernetesListType();
        if (item == null || type == null || !(type.equals("set") || type.equals("map"))) {
            return;
        }
        if (item.nullable()) {
            errors.forbidden(
                    path.child("items", "nullable"), "cannot be nullable when x-kubernetes-list-type is " + type);
        }
        if (type.equals("set")) {
            return;
        }
        for (String key : schema.xKubernetesListMapKeys()) {
            var property = item.properties().get(key);
            if (property == null) {
                continue;
            }
            var at = path.child("items", "properties").key(key);
            if (!item.required().contains(key) && property.default_() == null) {
                errors.required(
                        at.child("default"),
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required"
                                + " property");
            }
            if (property.nullable()) {
                errors.forbidden(
                        at.child("nullable"),
                        "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
            }
        }
    }
}
