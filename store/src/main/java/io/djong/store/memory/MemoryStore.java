package io.djong.store.memory;

import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.store.Commit;
import io.djong.store.CommitCheck;
import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Range;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.StoreLimits;
import io.djong.store.StoreStatistics;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import io.djong.store.Write;
import io.djong.store.watch.Batch;
import io.djong.store.watch.EventLog;
import io.djong.store.watch.WatchHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A store without a disk. It takes part in simulations: with the same environment, the same calls give
/// the same history.
///
/// Everything it knows is one immutable value, replaced under a lock by commits and read without one. A
/// [#fork] shares that value.
public final class MemoryStore implements Store {
    /// Writes in one commit.
    public static final int WRITES_PER_COMMIT_MAX = 4096;

    private static final StoreLimits LIMITS =
            new StoreLimits(WRITES_PER_COMMIT_MAX, StoreLimits.COMMIT_BYTES_MAX_DEFAULT);

    /// Lives end on whole seconds of the store's time, so that many expire with one timer.
    private static final long EXPIRY_STEP_NANOS = Duration.ofSeconds(1).toNanos();

    /// Events in one page of the history.
    private static final int PAGE_EVENTS_MAX = 1000;

    private final Environment env;
    private final WatchHub hub;
    private final ReentrantLock writing = new ReentrantLock();

    /// The reading of the ticker at which the store's time was 0.
    private final long originNanos;

    private volatile State state;
    private volatile boolean closed;
    private @Nullable Timer expiry;
    private long expiryDueNanos;

    /// An empty store.
    public MemoryStore(Environment env) {
        this(env, State.empty(env.clock().instant()), 0);
    }

    private MemoryStore(Environment env, State state, long timeNanos) {
        this.env = env;
        this.state = state;
        this.originNanos = env.ticker().nanos() - timeNanos;
        this.hub = new WatchHub(env, this::history, state.revision());
        writing.lock();
        try {
            scheduleExpiry();
        } finally {
            writing.unlock();
        }
    }

    /// A second store with the same content and history, which goes its own way from here. Watches stay
    /// with the first. Costs the same for any size.
    ///
    /// @param other where the fork lives; what expires has there as long to live as here
    public MemoryStore fork(Environment other) {
        writing.lock();
        try {
            return new MemoryStore(other, state, timeNanos());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long revision() throws StoreException {
        return open().revision();
    }

    @Override
    public @Nullable Entry get(String key) throws StoreException {
        KeyRange.checkKey(key);
        return open().entry(key);
    }

    @Override
    public Range range(KeyRange range, long atRevision, int limit) throws StoreException {
        State now = open();
        long revision = atRevision == 0 ? now.revision() : atRevision;
        if (revision > now.revision()) {
            throw new StoreException.FutureRevision(revision, now.revision());
        }
        var moment = now.history().get(revision);
        if (revision < now.compacted() || moment == null) {
            throw new StoreException.Compacted(revision, now.compacted());
        }
        if (range.isEmpty()) {
            return new Range(List.of(), revision, 0);
        }
        var to = range.toExclusive().isEmpty() ? null : new StoreKey(range.toExclusive());
        var cursor = moment.live().entries(new StoreKey(range.from()), to);
        var entries = new ArrayList<Entry>();
        while ((limit == 0 || entries.size() < limit) && cursor.next()) {
            entries.add(cursor.value().entry());
        }
        return new Range(entries, revision, cursor.remaining());
    }

    @Override
    public Commit commit(List<Write> writes, Provenance who) throws StoreException {
        CommitCheck.check(writes, LIMITS);
        writing.lock();
        try {
            Commit commit = commitLocked(writes, who);
            scheduleExpiry();
            return commit;
        } finally {
            writing.unlock();
        }
    }

    private Commit commitLocked(List<Write> writes, Provenance who) throws StoreException {
        var outcome = open().commit(writes, who, timeNanos(), env.clock().instant());
        state = outcome.state();
        if (!outcome.events().isEmpty()) {
            hub.publish(List.of(new Batch(state.revision(), outcome.events())));
        }
        return outcome.commit();
    }

    @Override
    public WatchHandle watch(KeyRange range, long fromRevision, WatchSink sink) throws StoreException {
        writing.lock();
        try {
            State now = open();
            if (fromRevision > now.revision() + 1) {
                throw new StoreException.FutureRevision(fromRevision, now.revision());
            }
            if (fromRevision != 0 && fromRevision <= now.compacted()) {
                throw new StoreException.Compacted(fromRevision, now.compacted());
            }
            return hub.watch(range, fromRevision, sink);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void compact(long revision) throws StoreException {
        writing.lock();
        try {
            State now = open();
            if (revision > now.revision()) {
                throw new StoreException.FutureRevision(revision, now.revision());
            }
            if (revision > now.compacted()) {
                state = now.compact(revision);
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public StoreLimits limits() {
        return LIMITS;
    }

    @Override
    public StoreStatistics statistics() throws StoreException {
        State now = open();
        return new StoreStatistics(now.revision(), now.compacted(), now.usedBytes(), now.usedBytes(), hub.watches());
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            if (expiry != null) {
                expiry.cancel();
                expiry = null;
            }
            hub.close();
        } finally {
            writing.unlock();
        }
    }

    private State open() throws StoreException.Unavailable {
        if (closed) {
            throw new StoreException.Unavailable("the store is closed", null);
        }
        return state;
    }

    private EventLog.Page history(KeyRange range, long fromRevision, long toRevision) throws StoreException {
        State now = open();
        if (fromRevision <= now.compacted()) {
            throw new StoreException.Compacted(fromRevision, now.compacted());
        }
        var events = new ArrayList<Event>();
        long through = fromRevision;
        var moments = now.history().entries(fromRevision, toRevision + 1);
        while (events.size() < PAGE_EVENTS_MAX && moments.next()) {
            for (Event event : moments.value().events()) {
                if (range.contains(event.key())) {
                    events.add(event);
                }
            }
            through = moments.key();
        }
        return new EventLog.Page(events, through);
    }

    /// The time of the store: it goes on in a fork.
    private long timeNanos() {
        return env.ticker().nanos() - originNanos;
    }

    /// Sets the timer for the first key that expires, unless it is set early enough. Called with the
    /// lock.
    private void scheduleExpiry() {
        Due first = state.expiries().firstKey();
        if (first == null || closed) {
            return;
        }
        long due = Math.ceilDiv(first.nanos(), EXPIRY_STEP_NANOS) * EXPIRY_STEP_NANOS;
        if (expiry != null) {
            if (expiryDueNanos <= due) {
                return;
            }
            expiry.cancel();
        }
        expiryDueNanos = due;
        expiry = env.timers().once(Duration.ofNanos(due - timeNanos()), this::expire);
    }

    private void expire() {
        writing.lock();
        try {
            expiry = null;
            long now = timeNanos();
            Due first = state.expiries().firstKey();
            while (!closed && first != null && first.nanos() <= now) {
                String key = first.key().text();
                commitLocked(List.of(new Write.Delete(key, Expect.any())), Provenance.NONE);
                first = state.expiries().firstKey();
            }
            scheduleExpiry();
        } catch (StoreException e) {
            throw new IllegalStateException("an open memory store refuses nothing", e);
        } finally {
            writing.unlock();
        }
    }
}
