package io.djong.api.json;

/// The bytes are not the JSON that was asked for: malformed, of another shape, or beyond a limit.
/// The message is meant for the sender.
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;

    public JsonException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /// Where reading stopped, in bytes from the start of the array; -1 when the place has no meaning.
    public int offset() {
        return offset;
    }
}
