package io.djong.client.kubeconfig;

import org.jspecify.annotations.Nullable;

/// A kubeconfig cannot be used: not there, not readable, or it says something that makes no sense or is not built.
/// The message is one sentence that names the file or the entry.
public final class KubeconfigException extends Exception {
    /// @param message one sentence
    public KubeconfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// @param message one sentence
    public KubeconfigException(String message) {
        this(message, null);
    }
}
