package io.djong.http.transport;

import io.djong.http.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// A stream writer as a stream that parks its thread while too much is pending.
final class BlockingWriter extends OutputStream {
    private final Outbound outbound;

    BlockingWriter(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        outbound.requireOpen();
        outbound.write(Piece.of(Arrays.copyOfRange(bytes, offset, offset + length)));
        awaitRoom();
    }

    private void awaitRoom() throws IOException {
        if (outbound.bytesPending() <= Outbound.WRITABLE_BYTES) return;
        var self = Thread.currentThread();
        while (outbound.bytesPending() > Outbound.WRITABLE_BYTES && !outbound.hasEnded()) {
            outbound.onWritable(() -> LockSupport.unpark(self));
            LockSupport.park(this);
            if (self.isInterrupted()) throw new InterruptedIOException("interrupted while the peer was reading");
        }
        outbound.requireOpen();
    }

    @Override
    public void close() {
        outbound.close();
    }
}
