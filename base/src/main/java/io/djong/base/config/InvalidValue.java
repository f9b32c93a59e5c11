package io.djong.base.config;

/// A text that is no value of an option's type. The message says what is wrong or what is allowed.
public final class InvalidValue extends Exception {
    private final String reason;

    public InvalidValue(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /// What is wrong or what is allowed.
    public String reason() {
        return reason;
    }
}
