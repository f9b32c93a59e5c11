package io.djong.base.wire;

/// Bytes that are not a protobuf message, or one beyond the limits.
public final class WireException extends Exception {
    private final int offset;
    private final String reason;

    /// @param offset where in the array the reader stood
    /// @param reason a constant phrase
    public WireException(int offset, String reason) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
        this.reason = reason;
    }

    /// Where in the array the reader stood.
    public int offset() {
        return offset;
    }

    /// A constant phrase.
    public String reason() {
        return reason;
    }
}
