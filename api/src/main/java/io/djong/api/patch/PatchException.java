package io.djong.api.patch;

/// A patch that cannot be read, or does not fit the object. The message is upstream's.
public final class PatchException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What the API server answers.
    public enum Kind {
        /// 400: the patch itself is malformed.
        BAD_REQUEST,
        /// 413: more operations than allowed.
        TOO_LARGE,
        /// 422: the patch does not apply to this object.
        UNPROCESSABLE,
        /// 500 with the bare message, as upstream answers a strategic merge patch that breaks its rules.
        INTERNAL
    }

    private final Kind kind;

    PatchException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static PatchException badRequest(String message) {
        return new PatchException(Kind.BAD_REQUEST, message);
    }

    static PatchException unprocessable(String message) {
        return new PatchException(Kind.UNPROCESSABLE, message);
    }

    static PatchException internal(String message) {
        return new PatchException(Kind.INTERNAL, message);
    }

    /// What the API server answers.
    public Kind kind() {
        return kind;
    }
}
