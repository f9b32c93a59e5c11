package io.djong.kubelet.volumes;

import org.jspecify.annotations.Nullable;

/// A volume of a pod is not ready, and the pod waits for it. The message is the one of upstream's event.
public final class VolumeException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /// @param reason of the event: `FailedMount`, `FailedMapVolume`
    public VolumeException(String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// The event's reason, such as `FailedMount`.
    public String reason() {
        return reason;
    }
}
