package io.djong.api.quantity;

/// A text that is not a quantity. The message is one of upstream's three constant sentences.
public final class QuantityException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong with the text.
    public enum Reason {
        /// The text does not have the shape of a quantity.
        FORMAT("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        /// The number in front of the suffix cannot be represented.
        NUMERIC("unable to parse numeric part of quantity"),
        /// The suffix is none of those that are known.
        SUFFIX("unable to parse quantity's suffix");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }

    private final Reason reason;

    QuantityException(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    /// Which of the three it is.
    public Reason reason() {
        return reason;
    }
}
