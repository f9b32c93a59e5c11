package io.djong.apiserver.watch;

import io.djong.base.time.Environment;
import io.djong.http.Piece;
import io.djong.http.PieceWriter;
import io.djong.http.websocket.WebSocket;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A watch over a WebSocket: each event is a message, a text one unless the form is binary. One virtual thread
/// sends, so that a client that does not read holds up nobody else, and one receives, to see the client go.
public final class WatchSocket implements PieceWriter {
    private static final long WRITABLE_BYTES = 64 << 10;

    private final WebSocket socket;
    private final int prefixBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private final List<Runnable> whenWritable = new ArrayList<>();
    private final List<Runnable> whenClosed = new ArrayList<>();
    private long pending;
    private boolean closing;
    private boolean ended;

    private WatchSocket(WebSocket socket, int prefixBytes) {
        this.socket = socket;
        this.prefixBytes = prefixBytes;
    }

    /// Starts to send what is written.
    ///
    /// @param prefixBytes how many bytes of each frame say how long it is, which a message does not need; 0 for
    ///     forms that are text
    public static WatchSocket start(Environment environment, WebSocket socket, int prefixBytes) {
        var watch = new WatchSocket(socket, prefixBytes);
        environment.threads().start("watch socket sends", watch::send);
        environment.threads().start("watch socket receives", watch::receive);
        return watch;
    }

    @Override
    public void write(List<Piece> pieces) {
        var message = message(pieces);
        lock.lock();
        try {
            if (!closing) {
                messages.add(message);
                pending += message.length;
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private static byte[] message(List<Piece> pieces) {
        int length = pieces.stream().mapToInt(Piece::length).sum();
        var whole = new byte[length];
        int at = 0;
        for (var piece : pieces) {
            System.arraycopy(piece.array(), piece.offset(), whole, at, piece.length());
            at += piece.length();
        }
        return whole;
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
        runOrKeep(task, whenWritable, pendingFew());
    }

    @Override
    public void onClose(Runnable task) {
        runOrKeep(task, whenClosed, false);
    }

    private boolean pendingFew() {
        return bytesPending() <= WRITABLE_BYTES;
    }

    private void runOrKeep(Runnable task, List<Runnable> tasks, boolean now) {
        lock.lock();
        try {
            if (!ended && !now) {
                tasks.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    @Override
    public boolean isOpen() {
        lock.lock();
        try {
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end(false);
    }

    @Override
    public void abort() {
        end(true);
        socket.close();
    }

    private void end(boolean drop) {
        lock.lock();
        try {
            closing = true;
            if (drop) {
                messages.clear();
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            for (var message = next(); message != null; message = next()) {
                if (prefixBytes == 0) {
                    socket.sendText(message, 0, message.length);
                } else {
                    socket.sendBinary(message, prefixBytes, message.length - prefixBytes);
                }
                sent(message.length);
            }
        } catch (IOException e) {
            // the client is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.close();
            finish();
        }
    }

    /// The next message; null at the end.
    private byte @Nullable [] next() throws InterruptedException {
        lock.lock();
        try {
            while (messages.isEmpty() && !closing) {
                work.await();
            }
            return messages.poll();
        } finally {
            lock.unlock();
        }
    }

    private void sent(int bytes) {
        List<Runnable> tasks = List.of();
        lock.lock();
        try {
            pending -= bytes;
            if (pending <= WRITABLE_BYTES) {
                tasks = List.copyOf(whenWritable);
                whenWritable.clear();
            }
        } finally {
            lock.unlock();
        }
        tasks.forEach(Runnable::run);
    }

    private void finish() {
        var tasks = new ArrayList<Runnable>();
        lock.lock();
        try {
            ended = true;
            closing = true;
            tasks.addAll(whenWritable);
            tasks.addAll(whenClosed);
            whenWritable.clear();
            whenClosed.clear();
        } finally {
            lock.unlock();
        }
        tasks.forEach(Runnable::run);
    }

    /// What a client says does not matter, but that it is there.
    private void receive() {
        try {
            while (socket.receive() != null) {
                // pings were answered
            }
        } catch (IOException e) {
            // it is gone
        } finally {
            end(true);
        }
    }
}
