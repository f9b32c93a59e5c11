package io.djong.http;

import java.util.List;

/// Where bytes go little by little: a body, or the messages of a WebSocket. Nothing here blocks, and no thread
/// waits: an idle one is data. All methods may be called from any thread; writes of one thread go out in
/// their order.
public interface PieceWriter {
    /// Adds the pieces; they are shared, not copied. Ignored after the end.
    void write(List<Piece> pieces);

    /// Adds the pieces.
    default void write(Piece... pieces) {
        write(List.of(pieces));
    }

    /// Bytes accepted by [#write] that the connection has not taken yet (they wait for the peer to read).
    long bytesPending();

    /// Runs the task once, when no more than 64 KiB are pending or the stream has ended: at once if so now.
    /// Runs on a thread that moves bytes: it must be short and must not block.
    void onWritable(Runnable task);

    /// Runs the task once when the stream has ended for whatever reason: closed and delivered to the
    /// system, aborted, or the peer gone. At once if it has. Runs on a thread that moves bytes: it must be
    /// short and must not block.
    void onClose(Runnable task);

    /// False once it has ended or [#close] or [#abort] was called.
    boolean isOpen();

    /// The orderly end, after what is pending.
    void close();

    /// Cuts off: the peer sees that something is missing. What is pending is dropped.
    void abort();
}
