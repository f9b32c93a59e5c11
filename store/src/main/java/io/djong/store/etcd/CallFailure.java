package io.djong.store.etcd;

import io.grpc.Status;
import java.io.Serial;

/// A call that did not succeed.
final class CallFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Status status;
    private final boolean sent;

    /// @param sent whether any of it may have reached a server
    CallFailure(Status status, boolean sent) {
        super(status.toString(), status.getCause());
        this.status = status;
        this.sent = sent;
    }

    Status status() {
        return status;
    }

    boolean sent() {
        return sent;
    }

    /// Whether etcd gave this as its reason.
    boolean says(String reason) {
        String description = status.getDescription();
        return description != null && description.contains(reason);
    }
}
