package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `allOf` and its kind restrict must also be there outside of them.
final class StructuralCompleteness {
    private final FieldErrors errors;

    private StructuralCompleteness(FieldErrors errors) {
        this.errors = errors;
    }

    static void check(FieldErrors errors, FieldPath path, JSONSchemaProps schema) {
        new StructuralCompleteness(errors).branches(path, schema, path, schema);
    }

    /// @param schema where values have their types
    /// @param at of the values that are restricted
    private void branches(FieldPath path, @Nullable JSONSchemaProps schema, FieldPath at, JSONSchemaProps values) {
        if (schema == null) {
            errors.required(path, "because it is defined in " + at);
            return;
        }
        if (values.not() != null) {
            nested(path, schema, at.child("not"), values.not());
        }
        all(path, schema, at.child("allOf"), values.allOf());
        all(path, schema, at.child("anyOf"), values.anyOf());
        all(path, schema, at.child("oneOf"), values.oneOf());
    }

    private void all(FieldPath path, JSONSchemaProps schema, FieldPath at, List<JSONSchemaProps> values) {
        for (int i = 0; i < values.size(); i++) {
            nested(path, schema, at.index(i), values.get(i));
        }
    }

    private void nested(FieldPath path, @Nullable JSONSchemaProps schema, FieldPath at, JSONSchemaProps values) {
        if (schema == null) {
            errors.required(path, "because it is defined in " + at);
            return;
        }
        branches(path, schema, at, values);
        var item = Schema.item(values.items());
        if (item != null) {
            nested(path.child("items"), Schema.item(schema.items()), at.child("items"), item);
        }
        values.properties()
                .forEach((name, property) -> nested(
                        path.child("properties").key(name),
                        schema.properties().get(name),
                        at.child("properties").key(name),
                        property));
    }
}
