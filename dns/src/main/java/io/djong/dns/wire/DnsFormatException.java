package io.djong.dns.wire;

/// Bytes that are no DNS message, or one beyond our limits.
public final class DnsFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    DnsFormatException(String reason, int offset) {
        super(reason);
        this.offset = offset;
    }

    /// Where in the message, in bytes from its begin.
    public int offset() {
        return offset;
    }
}
