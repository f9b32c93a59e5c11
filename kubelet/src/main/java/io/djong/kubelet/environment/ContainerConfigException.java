package io.djong.kubelet.environment;

import org.jspecify.annotations.Nullable;

/// A container cannot be described to the runtime: the reason `CreateContainerConfigError` of a waiting container.
/// The message is upstream's, and it says no more of the host than a user may know.
public final class ContainerConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ContainerConfigException(String message) {
        this(message, null);
    }

    public ContainerConfigException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
