package io.djong.http.websocket;

import org.jspecify.annotations.Nullable;

/// What a frame is (RFC 6455, 5.2).
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xa);

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isControl() {
        return code >= 0x8;
    }

    static @Nullable Opcode of(int code) {
        for (var each : values()) {
            if (each.code == code) return each;
        }
        return null;
    }
}
