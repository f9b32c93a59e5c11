package io.djong.http.websocket;

/// The peer broke RFC 6455 or a limit; carries the status that the close frame gives it.
final class WebSocketException extends Exception {
    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF_8 = 1007;
    static final int TOO_LARGE = 1009;

    private final int status;

    WebSocketException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
