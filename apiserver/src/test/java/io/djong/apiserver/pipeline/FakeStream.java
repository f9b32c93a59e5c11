package io.djong.apiserver.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A body that goes on, kept in memory, and a client that reads it or does not.
public final class FakeStream implements StreamWriter {
    private static final long WRITABLE_BYTES = 64 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Runnable> whenWritable = new ArrayList<>();
    private final List<Runnable> whenClosed = new ArrayList<>();
    private boolean reading = true;
    private boolean open = true;
    private boolean aborted;
    private long pending;
    private long pendingMax;

    /// What was written, as text.
    public String text() {
        return new String(bytes(), UTF_8);
    }

    /// What was written.
    public byte[] bytes() {
        lock.lock();
        try {
            return bytes.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    /// The most that ever waited for the client.
    public long pendingMax() {
        return pendingMax;
    }

    /// Whether it was cut off.
    public boolean aborted() {
        return aborted;
    }

    /// The client stops reading, or goes on with all that waits.
    public void reads(boolean value) {
        lock.lock();
        try {
            reading = value;
            if (value) {
                pending = 0;
            }
        } finally {
            lock.unlock();
        }
        if (value) {
            run(whenWritable);
        }
    }

    @Override
    public void write(List<Piece> pieces) {
        lock.lock();
        try {
            for (var piece : pieces) {
                bytes.write(piece.array(), piece.offset(), piece.length());
                pending += reading ? 0 : piece.length();
            }
            pendingMax = Math.max(pendingMax, pending);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long bytesPending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWritable(Runnable task) {
        add(whenWritable, task);
        if (bytesPending() <= WRITABLE_BYTES) {
            run(whenWritable);
        }
    }

    @Override
    public void onClose(Runnable task) {
        add(whenClosed, task);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        end(false);
    }

    @Override
    public void abort() {
        end(true);
    }

    private void end(boolean cut) {
        if (open) {
            open = false;
            aborted = cut;
            run(whenWritable);
            run(whenClosed);
        }
    }

    private void add(List<Runnable> tasks, Runnable task) {
        lock.lock();
        try {
            tasks.add(task);
        } finally {
            lock.unlock();
        }
    }

    private void run(List<Runnable> tasks) {
        List<Runnable> now;
        lock.lock();
        try {
            now = List.copyOf(tasks);
            tasks.clear();
        } finally {
            lock.unlock();
        }
        now.forEach(Runnable::run);
    }

    @Override
    public OutputStream blocking() {
        throw new UnsupportedOperationException();
    }
}
