package io.djong.base.config;

/// A text that is no value of an option's type. The message says what is wrong or what is allowed.
public final class InvalidValue extends Exception {
    private final String reason;
    private final String allowed;

    public InvalidValue(String reason) {
        this(reason, reason);
    }

    /// @param reason what upstream says about a flag with that value
    /// @param allowed what a file may say in its place
    public InvalidValue(String reason, String allowed) {
        super(reason, null, false, false);
        this.reason = reason;
        this.allowed = allowed;
    }

    /// What is allowed, for who does not expect upstream's words.
    public String allowed() {
        return allowed;
    }

    /// What is wrong or what is allowed.
    public String reason() {
        return reason;
    }
}
