package io.djong.store.etcd;

import io.djong.store.StoreException;
import io.grpc.Status;

/// What etcd's errors mean for the store. Its texts are part of its API:
/// <https://pkg.go.dev/go.etcd.io/etcd/api/v3/v3rpc/rpctypes>.
final class Refusals {
    static final String COMPACTED = "mvcc: required revision has been compacted";
    static final String FUTURE = "mvcc: required revision is a future revision";
    static final String LEASE_NOT_FOUND = "requested lease not found";
    private static final String NO_SPACE = "mvcc: database space exceeded";
    private static final String TOO_LARGE = "request is too large";
    private static final String TOO_MANY_OPERATIONS = "too many operations in txn request";

    private Refusals() {}

    /// Of a read: it can be made again.
    static StoreException ofRead(CallFailure failure) {
        return failure.status().getCode() == Status.Code.DATA_LOSS
                ? new StoreException.Corrupt("etcd is damaged: " + failure.getMessage(), failure)
                : new StoreException.Unavailable("etcd refuses: " + failure.getMessage(), failure);
    }

    /// Of a write: it has not happened, or that is not known.
    static StoreException ofWrite(CallFailure failure, long sizeBytes, int writes) {
        if (failure.says(NO_SPACE)) {
            return new StoreException.Full("etcd is full: " + failure.getMessage(), failure);
        }
        if (failure.says(TOO_LARGE)) {
            return new StoreException.TooLarge(sizeBytes, sizeBytes - 1, "bytes");
        }
        if (failure.says(TOO_MANY_OPERATIONS)) {
            return new StoreException.TooLarge(writes, writes - 1L, "writes");
        }
        return switch (failure.status().getCode()) {
            case DATA_LOSS -> new StoreException.Corrupt("etcd is damaged: " + failure.getMessage(), failure);
            case INVALID_ARGUMENT,
                    NOT_FOUND,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    UNIMPLEMENTED -> new StoreException.Unavailable("etcd refuses: " + failure.getMessage(), failure);
            default ->
                failure.sent()
                        ? new StoreException.Uncertain("etcd did not answer: " + failure.getMessage(), failure)
                        : new StoreException.Unavailable("etcd cannot be reached: " + failure.getMessage(), failure);
        };
    }
}
