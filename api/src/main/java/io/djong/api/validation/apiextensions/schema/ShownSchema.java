package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.RawExtension;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.types.apiextensions.v1.CustomResourceSubresources;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrArray;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrBool;
import io.djong.api.types.apiextensions.v1.ValidationRule;
import io.djong.api.validation.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schemas and versions as messages show them: all fields of upstream's internal types, under their
/// names in Go.
public final class ShownSchema {
    private final JsonWriter out = new JsonWriter(1_024);

    private ShownSchema() {}

    static String schema(JSONSchemaProps schema) {
        var shown = new ShownSchema();
        shown.write(schema);
        return shown.out.asText();
    }

    static String items(@Nullable JSONSchemaPropsOrArray items) {
        var shown = new ShownSchema();
        shown.write(items);
        return shown.out.asText();
    }

    static String rule(ValidationRule rule) {
        var shown = new ShownSchema();
        shown.write(rule);
        return shown.out.asText();
    }

    public static String versions(List<CustomResourceDefinitionVersion> versions) {
        if (versions.isEmpty()) {
            return FieldErrors.NULL;
        }
        var shown = new ShownSchema();
        shown.out.beginArray();
        for (var version : versions) {
            shown.out.element();
            shown.write(version);
        }
        shown.out.endArray();
        return shown.out.asText();
    }

    private void write(CustomResourceDefinitionVersion version) {
        out.beginObject();
        text("Name", version.name());
        bool("Served", version.served());
        bool("Storage", version.storage());
        bool("Deprecated", version.deprecated());
        text("DeprecationWarning", version.deprecationWarning());
        out.key("Schema");
        if (version.schema() == null) {
            out.nullValue();
        } else {
            out.beginObject();
            out.key("OpenAPIV3Schema");
            write(version.schema().openAPIV3Schema());
            out.endObject();
        }
        subresources(version.subresources());
        list("AdditionalPrinterColumns", version.additionalPrinterColumns(), column -> {
            out.beginObject();
            text("Name", column.name());
            text("Type", column.type());
            text("Format", column.format());
            text("Description", column.description());
            out.key("Priority");
            out.tree(JsonNumber.of(column.priority()));
            text("JSONPath", column.jsonPath());
            out.endObject();
        });
        list("SelectableFields", version.selectableFields(), field -> {
            out.beginObject();
            text("JSONPath", field.jsonPath());
            out.endObject();
        });
        out.endObject();
    }

    private void subresources(@Nullable CustomResourceSubresources subresources) {
        out.key("Subresources");
        if (subresources == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        out.key("Status");
        if (subresources.status() == null) {
            out.nullValue();
        } else {
            out.beginObject();
            out.endObject();
        }
        out.key("Scale");
        var scale = subresources.scale();
        if (scale == null) {
            out.nullValue();
        } else {
            out.beginObject();
            text("SpecReplicasPath", scale.specReplicasPath());
            text("StatusReplicasPath", scale.statusReplicasPath());
            text("LabelSelectorPath", scale.labelSelectorPath());
            out.endObject();
        }
        out.endObject();
    }

    private void write(@Nullable JSONSchemaProps schema) {
        if (schema == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        text("ID", schema.id());
        text("Schema", schema.schemaUrl());
        text("Ref", schema.ref());
        text("Description", schema.description());
        text("Type", schema.type());
        bool("Nullable", schema.nullable());
        text("Format", schema.format());
        text("Title", schema.title());
        raw("Default", schema.default_());
        values(schema);
        list("AllOf", schema.allOf(), this::write);
        list("OneOf", schema.oneOf(), this::write);
        list("AnyOf", schema.anyOf(), this::write);
        out.key("Not");
        write(schema.not());
        map("Properties", schema.properties());
        orBool("AdditionalProperties", schema.additionalProperties());
        map("PatternProperties", schema.patternProperties());
        dependencies(schema);
        orBool("AdditionalItems", schema.additionalItems());
        map("Definitions", schema.definitions());
        externalDocs(schema);
        raw("Example", schema.example());
        extensions(schema);
        out.endObject();
    }

    private void values(JSONSchemaProps schema) {
        number("Maximum", schema.maximum());
        bool("ExclusiveMaximum", schema.exclusiveMaximum());
        number("Minimum", schema.minimum());
        bool("ExclusiveMinimum", schema.exclusiveMinimum());
        number("MaxLength", schema.maxLength());
        number("MinLength", schema.minLength());
        text("Pattern", schema.pattern());
        number("MaxItems", schema.maxItems());
        number("MinItems", schema.minItems());
        bool("UniqueItems", schema.uniqueItems());
        number("MultipleOf", schema.multipleOf());
        list("Enum", schema.enum_(), value -> out.tree(value(value)));
        number("MaxProperties", schema.maxProperties());
        number("MinProperties", schema.minProperties());
        texts("Required", schema.required());
        out.key("Items");
        write(schema.items());
    }

    private void extensions(JSONSchemaProps schema) {
        out.key("XPreserveUnknownFields");
        out.tree(
                schema.xKubernetesPreserveUnknownFields() == null
                        ? JsonNull.NULL
                        : JsonBool.of(schema.xKubernetesPreserveUnknownFields()));
        bool("XEmbeddedResource", schema.xKubernetesEmbeddedResource());
        bool("XIntOrString", schema.xKubernetesIntOrString());
        texts("XListMapKeys", schema.xKubernetesListMapKeys());
        text("XListType", schema.xKubernetesListType());
        text("XMapType", schema.xKubernetesMapType());
        list("XValidations", schema.xKubernetesValidations(), this::write);
    }

    private void write(ValidationRule rule) {
        out.beginObject();
        text("Rule", rule.rule());
        text("Message", rule.message());
        text("MessageExpression", rule.messageExpression());
        text("Reason", rule.reason());
        text("FieldPath", rule.fieldPath());
        out.key("OptionalOldSelf");
        out.tree(rule.optionalOldSelf() == null ? JsonNull.NULL : JsonBool.of(rule.optionalOldSelf()));
        out.endObject();
    }

    private void write(@Nullable JSONSchemaPropsOrArray items) {
        if (items == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        out.key("Schema");
        write(items.schema());
        if (items.schema() == null && items.schemas().isEmpty()) {
            out.key("JSONSchemas");
            out.tree(JsonArray.EMPTY);
        } else {
            list("JSONSchemas", items.schemas(), this::write);
        }
        out.endObject();
    }

    private void orBool(String name, @Nullable JSONSchemaPropsOrBool value) {
        out.key(name);
        if (value == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        bool("Allows", value.allows() || value.schema() != null);
        out.key("Schema");
        write(value.schema());
        out.endObject();
    }

    private void dependencies(JSONSchemaProps schema) {
        out.key("Dependencies");
        if (schema.dependencies().isEmpty()) {
            out.nullValue();
            return;
        }
        out.beginObject();
        schema.dependencies().forEach((name, dependency) -> {
            out.key(name);
            out.beginObject();
            out.key("Schema");
            write(dependency.schema());
            texts("Property", dependency.property());
            out.endObject();
        });
        out.endObject();
    }

    private void externalDocs(JSONSchemaProps schema) {
        out.key("ExternalDocs");
        var docs = schema.externalDocs();
        if (docs == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        text("Description", docs.description());
        text("URL", docs.url());
        out.endObject();
    }

    private void map(String name, Map<String, JSONSchemaProps> schemas) {
        out.key(name);
        if (schemas.isEmpty()) {
            out.nullValue();
            return;
        }
        out.beginObject();
        schemas.forEach((key, schema) -> {
            out.key(key);
            write(schema);
        });
        out.endObject();
    }

    private interface Element<T> {
        void write(T value);
    }

    private <T> void list(String name, List<T> values, Element<T> element) {
        out.key(name);
        if (values.isEmpty()) {
            out.nullValue();
            return;
        }
        out.beginArray();
        for (var value : values) {
            out.element();
            element.write(value);
        }
        out.endArray();
    }

    private void texts(String name, List<String> texts) {
        var values = new ArrayList<JsonValue>();
        texts.forEach(text -> values.add(new JsonString(text)));
        out.key(name);
        out.tree(values.isEmpty() ? JsonNull.NULL : new JsonArray(values));
    }

    private void text(String name, @Nullable String text) {
        out.key(name);
        out.tree(text == null ? JsonNull.NULL : new JsonString(text));
    }

    private void bool(String name, boolean value) {
        out.key(name);
        out.tree(JsonBool.of(value));
    }

    private void number(String name, @Nullable Long number) {
        out.key(name);
        out.tree(number == null ? JsonNull.NULL : JsonNumber.of(number));
    }

    private void number(String name, @Nullable Double number) {
        out.key(name);
        out.tree(number == null ? JsonNull.NULL : JsonNumber.of(number));
    }

    private void raw(String name, @Nullable RawExtension raw) {
        out.key(name);
        out.tree(raw == null ? JsonNull.NULL : value(raw));
    }

    /// The value; it was read as part of an object, so it is JSON.
    static JsonValue value(RawExtension raw) {
        try {
            return raw.value();
        } catch (JsonException e) {
            throw new IllegalStateException("a value in a schema is no JSON", e);
        }
    }
}
