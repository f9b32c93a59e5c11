package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.SelectableField;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.apiextensions.schema.SchemaPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Fields that a field selector may name.
final class SelectableFieldRules {
    /// How many a version may have.
    static final int MAX = 8;

    private static final List<String> TYPES = List.of("string", "boolean", "integer");

    private SelectableFieldRules() {}

    /// @param many whether there may be more than allowed
    static void check(
            FieldErrors errors, FieldPath path, List<SelectableField> fields, JSONSchemaProps schema, boolean many) {
        Set<String> unique = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            var at = path.index(i).child("jsonPath");
            String text = fields.get(i).jsonPath();
            if (text.isEmpty()) {
                errors.required(at);
                continue;
            }
            var found = SchemaPath.of(text, schema, false);
            if (!found.problem().isEmpty()) {
                errors.invalid(at, text, "is an invalid path: " + found.problem());
                continue;
            }
            if (found.path().equals("metadata") || found.path().startsWith("metadata.")) {
                errors.invalid(at, text, "must not point to fields in metadata");
            }
            if (found.schema() == null || !TYPES.contains(found.schema().type())) {
                errors.invalid(
                        at,
                        text,
                        "must point to a field of type string, boolean or integer. Enum string fields and strings"
                                + " with formats are allowed.");
            }
            if (!unique.add(found.path())) {
                errors.duplicate(at, text);
            }
        }
        if (unique.size() > MAX && !many) {
            errors.tooMany(path, unique.size(), MAX);
        }
    }
}
