package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values against a structural schema: types, bounds, choices, members. Formats of texts are not looked
/// at.
final class SchemaValues {
    private final FieldErrors errors;
    private final FieldPath path;

    SchemaValues(FieldErrors errors, FieldPath path) {
        this.errors = errors;
        this.path = path;
    }

    /// @param name of the value below the path, with dots; empty for the value itself
    void check(String name, @Nullable JSONSchemaProps schema, JsonValue value) {
        if (schema == null || schema.xKubernetesIntOrString()) {
            return;
        }
        if (!(value instanceof JsonNull && schema.nullable())) {
            type(name, schema, value);
        }
        branches(name, schema, value);
        switch (value) {
            case JsonString(String text) -> text(name, schema, text);
            case JsonNumber number -> new SchemaNumbers(errors, path, at(name), name).check(schema, number);
            case JsonArray array -> array(name, schema, array);
            case JsonObject object -> {}
            case JsonBool bool -> {}
            case JsonNull none -> {}
        }
        choices(name, schema, value);
        if (value instanceof JsonObject object) {
            object(name, schema, object);
        }
    }

    private FieldPath at(String name) {
        return name.isEmpty() ? path : path.child(name);
    }

    /// With a format, numbers are told by their own.
    private void type(String name, JSONSchemaProps schema, JsonValue value) {
        String wanted = schema.type();
        if (wanted.isEmpty() || fits(wanted, value)) {
            return;
        }
        boolean formatted = !schema.format().isEmpty();
        boolean scalar = !(value instanceof JsonString) && !(value instanceof JsonArray);
        if (formatted && scalar && value instanceof JsonNumber number) {
            wrongType(name, schema.format(), number.isInteger() ? "int64" : "float64");
        } else if (formatted && scalar && !(value instanceof JsonNull)) {
            wrongType(name, schema.format(), "");
        } else if (!formatted || wanted.equals("integer") || wanted.equals("number")) {
            wrongType(name, wanted, type(value));
        }
    }

    private void wrongType(String name, String wanted, String found) {
        String text = name + " in body must be of type " + wanted;
        errors.typeInvalid(at(name), GoQuote.quote(found), found.isEmpty() ? text : text + ": " + GoQuote.quote(found));
    }

    private static String type(JsonValue value) {
        return switch (value) {
            case JsonString text -> "string";
            case JsonNumber number -> number.isInteger() ? "integer" : "number";
            case JsonBool bool -> "boolean";
            case JsonArray array -> "array";
            case JsonObject object -> "object";
            case JsonNull none -> "null";
        };
    }

    private static boolean fits(String wanted, JsonValue value) {
        if (value instanceof JsonNumber number && wanted.equals("integer")) {
            return number.isInteger() || SchemaNumbers.isWhole(number.doubleValue());
        }
        return wanted.equals(type(value)) || (wanted.equals("number") && value instanceof JsonNumber);
    }

    private void branches(String name, JSONSchemaProps schema, JsonValue value) {
        String shown = GoQuote.quote(name);
        if (!schema.anyOf().isEmpty() && matching(schema.anyOf(), value) == 0) {
            errors.invalid(path, "", shown + " must validate at least one schema (anyOf)");
            check(name, schema.anyOf().getFirst(), value);
        }
        int one = schema.oneOf().isEmpty() ? 1 : matching(schema.oneOf(), value);
        if (one != 1) {
            String found = one == 0 ? "Found none valid" : "Found " + one + " valid alternatives";
            errors.invalid(path, "", shown + " must validate one and only one schema (oneOf). " + found);
            if (one == 0) {
                check(name, schema.oneOf().getFirst(), value);
            }
        }
        int all = matching(schema.allOf(), value);
        if (all < schema.allOf().size()) {
            schema.allOf().forEach(branch -> check(name, branch, value));
            errors.invalid(
                    path, "", shown + " must validate all the schemas (allOf)" + (all == 0 ? ". None validated" : ""));
        }
        if (schema.not() != null && matching(List.of(schema.not()), value) == 1) {
            errors.invalid(path, "", shown + " must not validate the schema (not)");
        }
    }

    private static int matching(List<JSONSchemaProps> schemas, JsonValue value) {
        int count = 0;
        for (var schema : schemas) {
            var wrong = new FieldErrors();
            new SchemaValues(wrong, FieldPath.of("value")).check("", schema, value);
            count += wrong.isEmpty() ? 1 : 0;
        }
        return count;
    }

    private void invalid(String name, JsonValue value, String detail) {
        errors.invalidShown(at(name), value.toJson(), name + " in body " + detail);
    }

    private void text(String name, JSONSchemaProps schema, String text) {
        int length = text.codePointCount(0, text.length());
        var max = schema.maxLength();
        if (max != null && max < 0) {
            errors.add(new FieldError(ErrorType.TOO_LONG, at(name).toString(), null, "value is too long"));
        } else if (max != null && length > max) {
            errors.tooLong(at(name), Math.toIntExact(max));
        } else if (schema.minLength() != null && length < schema.minLength()) {
            invalid(name, new JsonString(text), "should be at least " + schema.minLength() + " chars long");
        } else if (!schema.pattern().isEmpty() && !PatternMatch.matches(schema.pattern(), text)) {
            errors.invalid(at(name), text, name + " in body should match '" + schema.pattern() + "'");
        }
    }

    private void array(String name, JSONSchemaProps schema, JsonArray array) {
        int size = array.values().size();
        var item = Schema.item(schema.items());
        for (int i = 0; i < size; i++) {
            check(name + "[" + i + "]", item, array.values().get(i));
        }
        if (schema.minItems() != null && size < schema.minItems()) {
            invalid(name, JsonNumber.of(size), "should have at least " + schema.minItems() + " items");
        }
        if (schema.maxItems() != null && size > schema.maxItems()) {
            tooMany(name, size, schema.maxItems());
        }
    }

    private void tooMany(String name, int size, long max) {
        if (max < 0) {
            String shown = Integer.toString(size);
            errors.add(new FieldError(ErrorType.TOO_MANY, at(name).toString(), shown, "has too many items"));
        } else {
            errors.tooMany(at(name), size, Math.toIntExact(max));
        }
    }

    private void object(String name, JSONSchemaProps schema, JsonObject object) {
        int size = object.size();
        if (schema.minProperties() != null && size < schema.minProperties()) {
            invalid(name, JsonNumber.of(size), "should have at least " + schema.minProperties() + " properties");
        }
        if (schema.maxProperties() != null && size > schema.maxProperties()) {
            tooMany(name, size, schema.maxProperties());
        }
        for (String required : schema.required()) {
            if (object.get(required) == null) {
                errors.required(at(name.isEmpty() ? required : name + "." + required));
            }
        }
        var additional = Schema.of(schema.additionalProperties());
        object.members().forEach((member, value) -> {
            var property = schema.properties().get(member);
            check(name.isEmpty() ? member : name + "." + member, property == null ? additional : property, value);
        });
    }

    private void choices(String name, JSONSchemaProps schema, JsonValue value) {
        if (schema.enum_().isEmpty()) {
            return;
        }
        List<JsonValue> allowed =
                schema.enum_().stream().map(ShownSchema::value).toList();
        if (!allowed.contains(value)) {
            errors.notSupportedShown(
                    at(name),
                    value.toJson(),
                    allowed.stream()
                            .map(each -> each instanceof JsonString(String text) ? text : each.toJson())
                            .toList());
        }
    }
}
