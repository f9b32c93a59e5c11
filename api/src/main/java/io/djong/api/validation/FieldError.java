package io.djong.api.validation;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with one field.
///
/// @param type what kind of wrong
/// @param field the path, as it is printed
/// @param value the offending value as messages show it (strings quoted, structures as JSON); null when it
/// is not shown
/// @param detail what would be right, or empty
public record FieldError(
        ErrorType type, String field, @Nullable String value, String detail) {
    /// The message without the field's name, as in `details.causes[].message`.
    public String body() {
        var text = new StringBuilder(type.text());
        boolean shown = switch (type) {
            case REQUIRED, FORBIDDEN, TOO_LONG, INTERNAL -> false;
            case NOT_FOUND, DUPLICATE, INVALID, NOT_SUPPORTED, TOO_MANY, TYPE_INVALID -> value != null;
        };
        if (shown) {
            text.append(": ").append(value);
        }
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        return text.toString();
    }

    /// The whole message: `spec.replicas: Invalid value: -1: must be greater than or equal to 0`.
    @Override
    public String toString() {
        return field + ": " + body();
    }
}
