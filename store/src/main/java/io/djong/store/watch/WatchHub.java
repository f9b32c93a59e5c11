package io.djong.store.watch;

import io.djong.base.time.Environment;
import io.djong.store.KeyRange;
import io.djong.store.StoreException;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Fans committed changes out to watchers, each of which follows at its own pace.
///
/// The engine publishes batches in the order of their revisions, after they are durable. A watcher is a
/// revision to deliver next and a virtual thread that takes batches from the ring, or from the engine's
/// log when the ring does not reach back so far. Publishing never waits for a watcher.
public final class WatchHub implements AutoCloseable {
    /// Batches that stay in memory for watchers that are a little behind.
    public static final int RING_BATCHES_MAX_DEFAULT = 8192;

    /// Bytes of their values. Mostly these are the arrays that a cache above holds anyway.
    public static final long RING_BYTES_MAX_DEFAULT = 16 << 20;

    /// Batches that a watcher takes in one go; bounds the time for which it holds the lock.
    private static final int TAKE_BATCHES_MAX = 512;

    private final Environment env;
    private final EventLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ring ring;
    private final List<Watch> watches = new ArrayList<>();
    private final Condition published = lock.newCondition();
    private volatile long revision;
    private @Nullable StoreException failure;
    private boolean closed;

    /// @param revision the latest revision of the engine; the next batch is a later one
    public WatchHub(Environment env, EventLog log, long revision) {
        this(env, log, revision, RING_BATCHES_MAX_DEFAULT, RING_BYTES_MAX_DEFAULT);
    }

    /// @param ringBatchesMax a power of two
    public WatchHub(Environment env, EventLog log, long revision, int ringBatchesMax, long ringBytesMax) {
        this.env = env;
        this.log = log;
        this.revision = revision;
        this.ring = new Ring(ringBatchesMax, ringBytesMax);
    }

    /// The latest revision that was published.
    public long revision() {
        return revision;
    }

    /// The number of open watches.
    public int watches() {
        lock.lock();
        try {
            return watches.size();
        } finally {
            lock.unlock();
        }
    }

    /// Hands on what has become durable.
    ///
    /// @param batches in rising order of their revisions, all later than what was published before
    public void publish(List<Batch> batches) {
        lock.lock();
        try {
            for (Batch batch : batches) {
                if (batch.revision() <= revision) {
                    throw new IllegalStateException("revision " + batch.revision() + " published after " + revision);
                }
                ring.add(batch);
                revision = batch.revision();
            }
            published.signalAll();
            for (Watch watch : watches) {
                watch.changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Begins a watch. The engine has checked that `fromRevision` is neither compacted nor in the future.
    ///
    /// @param fromRevision the first revision to deliver, or 0 for the next one
    /// @throws StoreException.Unavailable when the hub is closed; or the exception that it failed with
    public WatchHandle watch(KeyRange range, long fromRevision, WatchSink sink) throws StoreException {
        Watch watch;
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (closed) {
                throw new StoreException.Unavailable("the store is closed", null);
            }
            long next = fromRevision == 0 ? revision + 1 : fromRevision;
            watch = new Watch(this, range, next, sink);
            watches.add(watch);
        } finally {
            lock.unlock();
        }
        env.threads().start("store-watch", watch::run);
        return watch;
    }

    /// Ends all watches with this failure, and refuses new ones with it.
    public void fail(StoreException cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Goes on after a gap: everything up to this revision is known to have happened, and not what. Ends
    /// all watches with this failure; new ones may begin.
    public void skipTo(long toRevision, StoreException cause) {
        lock.lock();
        try {
            if (toRevision > revision) {
                revision = toRevision;
                ring.clear();
            }
            for (Watch watch : watches) {
                watch.failure = cause;
            }
            signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends all watches silently.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a revision has been published, for a reader that has seen it in the engine a moment
    /// before. Returns at once when the hub is closed or has failed.
    public void awaitPublished(long wanted) throws InterruptedException {
        if (revision >= wanted) {
            return;
        }
        lock.lock();
        try {
            while (revision < wanted && !closed && failure == null) {
                published.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void signalAll() {
        published.signalAll();
        for (Watch watch : watches) {
            watch.changed.signal();
        }
    }

    EventLog log() {
        return log;
    }

    Condition newCondition() {
        return lock.newCondition();
    }

    /// Waits until there is something for the watch to do, and says what.
    Work next(Watch watch) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed || watch.closed) {
                    return new Work.End(null);
                }
                if (watch.failure != null || failure != null) {
                    return new Work.End(watch.failure != null ? watch.failure : failure);
                }
                if (revision >= watch.next) {
                    return ring.reachesBackTo(watch.next)
                            ? new Work.Deliver(ring.from(watch.next, TAKE_BATCHES_MAX))
                            : new Work.ReadLog(revision);
                }
                if (watch.reported < watch.next - 1) {
                    return new Work.Progress(watch.next - 1);
                }
                watch.changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(Watch watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }

    void close(Watch watch) {
        lock.lock();
        try {
            watch.closed = true;
            watches.remove(watch);
            watch.changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// What a watch has to do next.
    sealed interface Work {
        record Deliver(List<Batch> batches) implements Work {}

        record ReadLog(long toRevision) implements Work {}

        record Progress(long revision) implements Work {}

        /// @param cause null when the watch was closed
        record End(@Nullable StoreException cause) implements Work {}
    }
}
