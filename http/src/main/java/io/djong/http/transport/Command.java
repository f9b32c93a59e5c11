package io.djong.http.transport;

import io.djong.http.Headers;
import io.djong.http.Piece;
import java.util.List;

/// What a thread asks of the event loop for one exchange.
public sealed interface Command {
    /// An interim answer.
    record Interim(int status, Headers headers) implements Command {}

    /// Status (of an answer) and headers; the body follows.
    record Head(int status, Headers headers) implements Command {}

    /// An answer as a whole.
    record Complete(int status, Headers headers, List<Piece> body, long bytes) implements Command {}

    /// A part of the body.
    record Data(List<Piece> pieces, long bytes) implements Command {}

    /// The orderly end.
    record End() implements Command {}

    /// The disorderly end.
    record Cut() implements Command {}

    /// Status 101 and the end of HTTP.
    record HandOver(Headers headers, ChannelConnection connection) implements Command {}
}
