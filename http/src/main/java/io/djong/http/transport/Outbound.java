package io.djong.http.transport;

import io.djong.http.HttpException;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The sending half of one exchange: any thread adds commands, the event loop carries them out. Subclasses
/// are a protocol's side of it; their methods run on the loop.
public abstract class Outbound implements StreamWriter {
    /// Below this a writer is called again.
    public static final long WRITABLE_BYTES = 64 * 1024;

    private static final int OPEN = 0;
    private static final int CLOSING = 1;
    private static final int ENDED = 2;

    private final Wakeups wakeups;
    private final long pendingBytesMax;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicInteger state = new AtomicInteger();
    private final Callbacks writable = new Callbacks();
    private final Callbacks closed = new Callbacks();

    protected Outbound(Wakeups wakeups, long pendingBytesMax) {
        this.wakeups = wakeups;
        this.pendingBytesMax = pendingBytesMax;
    }

    /// Carries one command out.
    protected abstract void apply(Command command);

    /// More was written than `pendingBytesMax`; the exchange is about to be cut off.
    protected abstract void overflowed();

    /// Adds a command, unless the exchange is over.
    protected final void submit(Command command) {
        if (state.get() == ENDED) return;
        commands.add(command);
        if (queued.compareAndSet(false, true)) wakeups.wake(this);
    }

    /// Counts bytes of a complete body, which may be more than `pendingBytesMax`.
    protected final void addPending(long bytes) {
        pending.addAndGet(bytes);
    }

    final void transfer() {
        queued.set(false);
        Command next;
        while ((next = commands.poll()) != null) {
            if (state.get() != ENDED) apply(next);
        }
    }

    /// The connection took bytes. On the loop.
    protected final void taken(long bytes) {
        if (bytes == 0) return;
        long left = pending.addAndGet(-bytes);
        if (left <= WRITABLE_BYTES) writable.runWaiting();
    }

    /// The exchange is over, for whatever reason. On the loop; idempotent.
    protected final void ended() {
        if (state.getAndSet(ENDED) == ENDED) return;
        commands.clear();
        writable.happen();
        closed.happen();
    }

    public final boolean hasEnded() {
        return state.get() == ENDED;
    }

    public final EventLoopThread loop() {
        return wakeups.loop()::execute;
    }

    /// Where tasks run in turn.
    public interface EventLoopThread {
        void execute(Runnable task);
    }

    @Override
    public final void write(List<Piece> pieces) {
        long bytes = bytes(pieces);
        if (bytes == 0 || state.get() != OPEN) return;
        if (pending.addAndGet(bytes) > pendingBytesMax) {
            overflowed();
            abort();
            return;
        }
        submit(new Command.Data(List.copyOf(pieces), bytes));
    }

    /// How many bytes the pieces have.
    public static long bytes(List<Piece> pieces) {
        long bytes = 0;
        for (var piece : pieces) bytes += piece.length();
        return bytes;
    }

    @Override
    public final long bytesPending() {
        return pending.get();
    }

    @Override
    public final void onWritable(Runnable task) {
        writable.add(task);
        if (pending.get() <= WRITABLE_BYTES) writable.runWaiting();
    }

    @Override
    public final void onClose(Runnable task) {
        closed.add(task);
    }

    @Override
    public final boolean isOpen() {
        return state.get() == OPEN;
    }

    @Override
    public final void close() {
        if (state.compareAndSet(OPEN, CLOSING)) submit(new Command.End());
    }

    @Override
    public final void abort() {
        if (state.get() == ENDED) return;
        state.compareAndSet(OPEN, CLOSING);
        submit(new Command.Cut());
    }

    @Override
    public final OutputStream blocking() {
        return new BlockingWriter(this);
    }

    final void requireOpen() throws HttpException {
        if (state.get() != OPEN) throw new HttpException.Closed("the stream has ended");
    }
}
