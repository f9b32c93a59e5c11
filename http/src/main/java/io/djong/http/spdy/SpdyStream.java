package io.djong.http.spdy;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.transport.InboundBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stream of a [SpdyConnection]. Its input and output are for one thread each and block (park) it.
public final class SpdyStream implements AutoCloseable {
    /// What Go's copies write at a time.
    private static final int FRAME_BYTES_MAX = 32 * 1024;

    final int id;
    final InboundBytes input;
    private final SpdyConnection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition replied = lock.newCondition();
    private @Nullable Headers reply;
    private @Nullable HttpException failure;
    private volatile boolean outputClosed;

    SpdyStream(SpdyConnection connection, int id) {
        this.connection = connection;
        this.id = id;
        input = new InboundBytes(_ -> connection.read(), null);
    }

    /// What the peer sends; ends when it half-closes, throws [HttpException] when it resets or the
    /// connection breaks.
    public InputStream input() {
        return input;
    }

    /// To the peer. Closing it half-closes the stream.
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int at = 0; at < length; at += FRAME_BYTES_MAX) {
                    if (outputClosed) throw new HttpException.Closed("the stream is half-closed");
                    int end = Math.min(length, at + FRAME_BYTES_MAX);
                    connection.send(id, Arrays.copyOfRange(bytes, offset + at, offset + end), false);
                }
            }

            @Override
            public void close() {
                closeOutput();
            }
        };
    }

    /// No more will be sent. Idempotent.
    public void closeOutput() {
        if (outputClosed) return;
        outputClosed = true;
        try {
            connection.send(id, new byte[0], true);
        } catch (IOException e) {
            // The peer is gone: it will read nothing anyway.
        }
    }

    /// Ends both ways at once; what has not arrived is lost.
    @Override
    public void close() {
        outputClosed = true;
        connection.reset(this);
        input.close();
    }

    void replied(Headers headers) {
        lock.lock();
        try {
            reply = headers;
            replied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The peer has reset it. Go's peers do that with every stream once they have written everything, so
    /// what was accepted simply ends.
    void reset(String status) {
        outputClosed = true;
        lock.lock();
        try {
            if (reply != null) {
                input.end();
                return;
            }
        } finally {
            lock.unlock();
        }
        fail(new HttpException.Closed("the peer reset the stream: " + status));
    }

    void fail(HttpException why) {
        lock.lock();
        try {
            if (failure == null) failure = why;
            replied.signalAll();
        } finally {
            lock.unlock();
        }
        input.fail(why);
    }

    /// Waits until the peer has accepted the stream.
    void awaitReply(SpdyConnection.Waiting waiting) throws HttpException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (reply == null) {
                if (failure != null) throw failure;
                if (!waiting.await(lock, replied)) throw new HttpException.TimedOut("the peer did not accept a stream");
            }
        } finally {
            lock.unlock();
        }
    }
}
