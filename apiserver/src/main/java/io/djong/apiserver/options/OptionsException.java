package io.djong.apiserver.options;

/// A flag whose file cannot be used. The message is one sentence for people.
public final class OptionsException extends Exception {
    private static final long serialVersionUID = 1L;

    OptionsException(String message) {
        super(message);
    }

    OptionsException(String message, Throwable cause) {
        super(message, cause);
    }
}
