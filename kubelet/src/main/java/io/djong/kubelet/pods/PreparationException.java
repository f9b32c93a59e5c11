package io.djong.kubelet.pods;

import org.jspecify.annotations.Nullable;

/// Something that a pod's containers need is not there yet: a volume, a control group, a name. The
/// pod waits, and is tried again. Whoever throws this has recorded the event.
public final class PreparationException extends Exception {
    private static final long serialVersionUID = 1;

    public PreparationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
