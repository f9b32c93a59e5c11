package io.djong.http.client;

import io.djong.http.Piece;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What a request carries.
public sealed interface RequestBody {
    /// Nothing.
    RequestBody NONE = new None();

    /// Bytes that are there already; shared, not copied.
    static RequestBody of(byte[] bytes) {
        return new Whole(List.of(Piece.of(bytes)));
    }

    /// No body.
    record None() implements RequestBody {}

    /// All of it is there.
    record Whole(List<Piece> pieces) implements RequestBody {
        public Whole {
            pieces = List.copyOf(pieces);
        }
    }

    /// It is written while it is sent, on a virtual thread of its own; such a request is never sent twice.
    ///
    /// @param source writes the body to the stream, which blocks while the server does not read, and fails
    ///     when the exchange is over; when the source throws, the exchange is cut off
    /// @param lengthBytes -1 when it is not known
    record Streamed(Source source, long lengthBytes) implements RequestBody {}

    /// Writes a body.
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }
}
