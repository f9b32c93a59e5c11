package io.djong.client.serving;

import org.jspecify.annotations.Nullable;

/// What a component is to serve with is of no use: a file that cannot be read, say. The message is one sentence
/// that begins with the flag.
public final class ServingException extends Exception {
    public ServingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
