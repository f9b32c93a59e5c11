package io.djong.http.websocket;

import java.nio.charset.StandardCharsets;

/// A message, put together from its frames.
///
/// @param binary else text, which is checked to be UTF-8
@SuppressWarnings("ArrayRecordComponent") // Never compared; handed over to one reader.
public record Message(boolean binary, byte[] payload) {
    /// The payload as text.
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
