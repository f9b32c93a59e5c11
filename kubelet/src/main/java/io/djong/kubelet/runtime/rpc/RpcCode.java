package io.djong.kubelet.runtime.rpc;

import io.grpc.Status;

/// Why a call failed, by gRPC's codes.
public enum RpcCode {
    CANCELLED("Canceled"),
    UNKNOWN("Unknown"),
    INVALID_ARGUMENT("InvalidArgument"),
    DEADLINE_EXCEEDED("DeadlineExceeded"),
    NOT_FOUND("NotFound"),
    ALREADY_EXISTS("AlreadyExists"),
    PERMISSION_DENIED("PermissionDenied"),
    RESOURCE_EXHAUSTED("ResourceExhausted"),
    FAILED_PRECONDITION("FailedPrecondition"),
    ABORTED("Aborted"),
    OUT_OF_RANGE("OutOfRange"),
    UNIMPLEMENTED("Unimplemented"),
    INTERNAL("Internal"),
    UNAVAILABLE("Unavailable"),
    DATA_LOSS("DataLoss"),
    UNAUTHENTICATED("Unauthenticated");

    private final String goName;

    RpcCode(String goName) {
        this.goName = goName;
    }

    /// As Go's library spells it, which is how it stands in upstream's events and logs.
    String goName() {
        return goName;
    }

    /// @throws IllegalArgumentException for OK, which is no failure
    static RpcCode of(Status.Code code) {
        return valueOf(code.name());
    }
}
