package io.djong.http;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/// A connection that has left HTTP by a 101 answer: bytes both ways, in either role. Streams are for one
/// thread each and block (park) it; they throw [HttpException] only (and `InterruptedIOException`). What is
/// received and not read, and written and not sent, is bounded: who does not read makes the peer wait.
public interface RawConnection extends AutoCloseable {
    /// What the peer sends; ends when it half-closes. Throws when the connection breaks.
    InputStream input();

    /// To the peer; each write is sent at once. Closing it is [#closeOutput].
    OutputStream output();

    /// No more will be sent; the peer reads to the end and can go on sending. Over TLS both ways are
    /// closed, once what was written is sent: BoringSSL knows no half-closing (nor do Go's proxies rely on
    /// it).
    void closeOutput();

    /// Closes both ways. What is written already is still sent.
    @Override
    void close();

    /// Runs the task once when the connection is closed; at once if it is. It must be short and must not
    /// block.
    void onClose(Runnable task);

    boolean isOpen();

    InetSocketAddress remoteAddress();
}
