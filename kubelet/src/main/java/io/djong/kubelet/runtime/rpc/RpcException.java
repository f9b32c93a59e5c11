package io.djong.kubelet.runtime.rpc;

/// A call that did not succeed. Its message is what upstream's kubelet would write: `rpc error: code =n///
/// NotFound desc = …`.
public final class RpcException extends Exception {
    private static final long serialVersionUID = 1;

    private final RpcCode code;
    private final String description;

    public RpcException(RpcCode code, String description, Throwable cause) {
        super("rpc error: code = " + code.goName() + " desc = " + description, cause);
        this.code = code;
        this.description = description;
    }

    public RpcException(RpcCode code, String description) {
        super("rpc error: code = " + code.goName() + " desc = " + description);
        this.code = code;
        this.description = description;
    }

    /// Why.
    public RpcCode code() {
        return code;
    }

    /// What the other side said, without the code.
    public String description() {
        return description;
    }

    /// Whether what the call names does not exist.
    public boolean isNotFound() {
        return code == RpcCode.NOT_FOUND;
    }

    /// Whether what the call would make exists already.
    public boolean isAlreadyExists() {
        return code == RpcCode.ALREADY_EXISTS;
    }

    /// Whether nobody answers at the socket.
    public boolean isUnavailable() {
        return code == RpcCode.UNAVAILABLE;
    }
}
