package io.djong.kubelet.references;

import org.jspecify.annotations.Nullable;

/// A ConfigMap or a Secret that a pod names cannot be had. The message is upstream's and goes into events and
/// statuses as it is.
public final class ReferenceException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean notFound;

    /// @param notFound the API server says that there is none; false when it could not be asked or refused
    public ReferenceException(@Nullable String message, boolean notFound, @Nullable Throwable cause) {
        super(message, cause);
        this.notFound = notFound;
    }

    /// Whether there is no such object: what is optional is then left out.
    public boolean isNotFound() {
        return notFound;
    }
}
