package io.djong.http;

import java.io.OutputStream;

/// A response body (or request body) that is written little by little.
///
/// Writes are gathered: what is written to all streams of a connection in one go leaves in one flush.
/// Nothing is dropped silently: when more than [io.djong.http.limits.HttpLimits#streamPendingBytesMax]
/// wait, the stream is cut off, so a writer looks at [#bytesPending] before it writes more.
public interface StreamWriter extends PieceWriter {
    /// The same as a stream that blocks (parks) the caller while more than 64 KiB are pending; for virtual
    /// threads. Arrays are copied. Throws [HttpException.Closed] when the peer is gone. Closing it closes
    /// this.
    OutputStream blocking();
}
