package io.djong.api.selector;

/// A text that is no selector; the message is upstream's.
public final class SelectorException extends Exception {
    private static final long serialVersionUID = 1L;

    /// With upstream's message.
    public SelectorException(String message) {
        super(message, null, false, false);
    }
}
