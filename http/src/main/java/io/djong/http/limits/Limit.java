package io.djong.http.limits;

/// The bounds of [HttpLimits] that a peer can run into, as a metric's label and a log's key name them.
public enum Limit {
    CONNECTIONS("connections"),
    HEADER_BYTES("header_bytes"),
    HEADER_TIME("header_time"),
    HANDSHAKE_TIME("handshake_time"),
    IDLE_TIME("idle_time"),
    STALLED_WRITE("stalled_write"),
    QUEUED_HANDLERS("queued_handlers"),
    RESETS("resets"),
    CONTROL_FRAMES("control_frames"),
    STREAM_PENDING_BYTES("stream_pending_bytes"),
    UNREAD_BODY("unread_body");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
