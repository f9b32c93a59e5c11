package io.djong.kubelet.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A container does not run that should: why it waits.
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final transient @Nullable Duration retryAfter;

    StartFailure(String reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    SyncOutcome.Waiting waiting() {
        return new SyncOutcome.Waiting(reason, String.valueOf(getMessage()));
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
