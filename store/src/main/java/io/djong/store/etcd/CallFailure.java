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
        super(sentence(status), status.getCause());
        this.status = status;
        this.sent = sent;
    }

    /// What etcd says, or what became of the connection.
    private static String sentence(Status status) {
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause == null ? status.getDescription() : cause.getMessage();
        return text == null
                ? status.getCode().toString()
                : text.lines().findFirst().orElse("");
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
