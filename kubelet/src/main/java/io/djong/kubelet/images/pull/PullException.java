package io.djong.kubelet.images.pull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A container's image cannot be had now. The message is that of the container's waiting state.
public final class PullException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient @Nullable Duration retryAfter;

    PullException(String reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /// Such as `ErrImagePull`: the reason of the container's waiting state, and the text of its event.
    public String reason() {
        return reason;
    }

    /// When it is tried again; null when only a change of the pod or the node helps.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
