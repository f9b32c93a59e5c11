package io.djong.http;

import java.util.List;

/// The answer to one request. Status and headers go out with the first of [#send], [#stream] and
/// [#upgrade], of which exactly one is called, once; a second call throws `IllegalStateException`. When the
/// client is gone already, nothing throws and nothing is written: [Request#onClose] and
/// [StreamWriter#onClose] tell. Safe for use by several threads.
///
/// Framing headers (`Content-Length` of a complete answer, `Transfer-Encoding`, `Connection` of an upgrade)
/// and `Date` are set here. `Connection: close` ends an HTTP/1 connection after this answer and tells an
/// HTTP/2 client by GOAWAY to go elsewhere.
public interface Response {
    /// Adds a header.
    ///
    /// @throws IllegalArgumentException for a name or value that would break the framing
    Response header(String name, String value);

    /// The complete answer. Does not block and does not copy; whoever reads slowly holds these references,
    /// no more.
    void send(int status, List<Piece> body);

    /// The complete answer.
    default void send(int status, Piece... body) {
        send(status, List.of(body));
    }

    /// An interim answer (103 for instance).
    ///
    /// @throws IllegalArgumentException unless 102 to 199
    void interim(int status, Headers headers);

    /// An answer that goes on until it is closed: a watch, a log. Headers go out at once.
    StreamWriter stream(int status);

    /// Answers 101 with the headers set so far and hands the connection over; HTTP/1.1 only. What the
    /// client has sent after its request comes out of the connection's input.
    ///
    /// @param protocol the `Upgrade` header: `websocket`, `SPDY/3.1`
    /// @throws IllegalStateException for HTTP/2, where nothing can be handed over; see [#canUpgrade]
    RawConnection upgrade(String protocol);

    /// Whether [#upgrade] may be called.
    boolean canUpgrade();

    /// Whether [#send], [#stream] or [#upgrade] was called.
    boolean committed();

    /// Whether the exchange is over; see [Request#onClose].
    boolean closed();

    /// Cuts the exchange off: HTTP/2 resets the stream, HTTP/1 closes the connection. Nothing if it is over
    /// already.
    void abort();
}
