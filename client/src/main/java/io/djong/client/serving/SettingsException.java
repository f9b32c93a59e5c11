package io.djong.client.serving;

import org.jspecify.annotations.Nullable;

/// What a component's settings name is of no use: a file that cannot be read, say. The message is one sentence that
/// begins with the flag.
public final class SettingsException extends Exception {
    public SettingsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
