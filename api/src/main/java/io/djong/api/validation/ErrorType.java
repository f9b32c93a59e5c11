package io.djong.api.validation;

/// What kind of wrong a field is: the text in messages, and the `reason` of a Status cause.
public enum ErrorType {
    /// What the value refers to does not exist.
    NOT_FOUND("FieldValueNotFound", "Not found"),
    /// There is no value.
    REQUIRED("FieldValueRequired", "Required value"),
    /// The value must be unique and is not.
    DUPLICATE("FieldValueDuplicate", "Duplicate value"),
    /// The value is malformed or out of bounds.
    INVALID("FieldValueInvalid", "Invalid value"),
    /// The value is none of a closed list.
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
    /// The value is well formed but not allowed here or now.
    FORBIDDEN("FieldValueForbidden", "Forbidden"),
    /// The value has too many bytes; it is not repeated in the message.
    TOO_LONG("FieldValueTooLong", "Too long"),
    /// The list has too many items.
    TOO_MANY("FieldValueTooMany", "Too many"),
    /// Not the client's fault.
    INTERNAL("InternalError", "Internal error"),
    /// The value has another type than the schema says.
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

    private final String reason;
    private final String text;

    ErrorType(String reason, String text) {
        this.reason = reason;
        this.text = text;
    }

    /// The machine-readable word, as in `details.causes[].reason`.
    public String reason() {
        return reason;
    }

    /// The words that a message begins with.
    public String text() {
        return text;
    }
}
