package io.djong.http.transport;

import io.djong.http.HttpException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The receiving half of one exchange: the event loop adds, a thread reads and parks while there is
/// nothing. How much waits is bounded by whoever adds: it is told what was read.
public final class InboundBytes extends InputStream {
    /// Told how many bytes were read, on the reading thread (or the loop, when bytes are thrown away).
    @FunctionalInterface
    public interface Consumed {
        void consumed(int bytes);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private final Consumed consumed;
    private @Nullable Runnable beforeFirstRead;
    private int headOffset;
    private long unread;
    private long received;
    private boolean ended;
    private boolean discarding;
    private @Nullable HttpException failure;

    /// @param beforeFirstRead runs on the reading thread before the first read that may have to wait
    public InboundBytes(Consumed consumed, @Nullable Runnable beforeFirstRead) {
        this.consumed = consumed;
        this.beforeFirstRead = beforeFirstRead;
    }

    /// Adds a copy of what is readable. Does not release the buffer.
    public void offer(ByteBuf buffer) {
        int length = buffer.readableBytes();
        if (length == 0) return;
        var bytes = new byte[length];
        buffer.readBytes(bytes);
        offer(bytes);
    }

    /// Adds the bytes.
    public void offer(byte[] bytes) {
        boolean drop;
        lock.lock();
        try {
            drop = discarding || ended || failure != null;
            if (!drop) {
                chunks.add(bytes);
                unread += bytes.length;
                received += bytes.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (drop) consumed.consumed(bytes.length);
    }

    /// No more follows.
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// What follows is lost; what is there can still be read. Nothing after [#end].
    public void fail(HttpException why) {
        lock.lock();
        try {
            if (ended || failure != null) return;
            failure = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody will read: what is there and what follows counts as read.
    public void discard() {
        long dropped;
        lock.lock();
        try {
            if (discarding) return;
            discarding = true;
            dropped = unread;
            unread = 0;
            chunks.clear();
            headOffset = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (dropped > 0) consumed.consumed((int) dropped);
    }

    /// Takes what waits, piece by piece, without waiting and without telling that it was read.
    byte @Nullable [] takeChunk() {
        lock.lock();
        try {
            var head = chunks.poll();
            if (head == null) return null;
            var rest = headOffset == 0 ? head : Arrays.copyOfRange(head, headOffset, head.length);
            headOffset = 0;
            unread -= rest.length;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    public boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything has come, and was no more than this in all.
    public boolean isWholeWithin(long bytes) {
        lock.lock();
        try {
            return ended && received <= bytes;
        } finally {
            lock.unlock();
        }
    }

    public long unread() {
        lock.lock();
        try {
            return unread;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) return 0;
        begin();
        int read;
        lock.lock();
        try {
            if (!awaitBytes()) return -1;
            read = 0;
            while (read < length && !chunks.isEmpty()) {
                var head = chunks.getFirst();
                int n = Math.min(length - read, head.length - headOffset);
                System.arraycopy(head, headOffset, target, offset + read, n);
                read += n;
                headOffset += n;
                if (headOffset == head.length) {
                    chunks.removeFirst();
                    headOffset = 0;
                }
            }
            unread -= read;
        } finally {
            lock.unlock();
        }
        consumed.consumed(read);
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, unread());
    }

    @Override
    public void close() {
        discard();
    }

    /// Everything to the end.
    ///
    /// @throws HttpException.BodyTooLarge when it is longer than the limit
    public byte[] readAll(int limitBytes) throws HttpException, InterruptedException {
        begin();
        int length;
        byte[] all;
        lock.lockInterruptibly();
        try {
            while (!ended && failure == null && !discarding && received <= limitBytes) {
                // What waits counts as read, else a window smaller than the limit would never reopen.
                grant();
                changed.await();
            }
            if (received > limitBytes) throw new HttpException.BodyTooLarge(limitBytes);
            if (discarding) throw new HttpException.Closed("the body was closed");
            if (failure != null) throw failure;
            length = (int) (unread + granted);
            all = join(length);
        } finally {
            lock.unlock();
        }
        int rest = length - (int) granted;
        if (rest > 0) consumed.consumed(rest);
        return all;
    }

    private long granted;

    private void grant() {
        if (unread == 0) return;
        int n = (int) unread;
        granted += n;
        unread = 0;
        consumed.consumed(n);
    }

    private byte[] join(int length) {
        unread = 0;
        if (chunks.size() == 1 && headOffset == 0) return chunks.removeFirst();
        var all = new byte[length];
        int at = 0;
        for (var chunk : chunks) {
            var part = at == 0 && headOffset > 0 ? Arrays.copyOfRange(chunk, headOffset, chunk.length) : chunk;
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        chunks.clear();
        headOffset = 0;
        return all;
    }

    private void begin() {
        var before = beforeFirstRead;
        if (before == null) return;
        beforeFirstRead = null;
        if (!hasEnded()) before.run();
    }

    private boolean awaitBytes() throws IOException {
        while (chunks.isEmpty()) {
            if (discarding) throw new HttpException.Closed("the stream was closed");
            if (ended) return false;
            if (failure != null) throw failure;
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                var interrupted = new InterruptedIOException("interrupted while waiting for the peer");
                interrupted.initCause(e);
                throw interrupted;
            }
        }
        return true;
    }
}
