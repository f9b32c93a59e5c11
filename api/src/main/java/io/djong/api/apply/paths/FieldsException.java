package io.djong.api.apply.paths;

/// Fields that cannot be understood: a set that is not one, or a value that its schema does not allow.
/// The message is meant for the sender.
public final class FieldsException extends Exception {
    private static final long serialVersionUID = 1L;

    /// With this message.
    public FieldsException(String message) {
        super(message, null, false, false);
    }
}
