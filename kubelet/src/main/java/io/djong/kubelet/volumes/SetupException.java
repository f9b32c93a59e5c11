package io.djong.kubelet.volumes;

import org.jspecify.annotations.Nullable;

/// Why one volume could not be set up, in upstream's words.
final class SetupException extends Exception {
    private static final long serialVersionUID = 1;

    SetupException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    SetupException(String message) {
        this(message, null);
    }
}
