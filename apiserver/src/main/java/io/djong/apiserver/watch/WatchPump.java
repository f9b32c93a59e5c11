package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEvent;
import io.djong.apiserver.cache.CacheSpace;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.http.PieceWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Moves the HTTP watchers of one resource: one virtual thread for all of them, which sleeps while
/// nothing changes.
public final class WatchPump<T extends KubeObject> {
    private static final Duration BOOKMARK_PERIOD = Duration.ofMinutes(1);
    /// Upstream sends a last bookmark this long before a time limit, and so none within a shorter one.
    private static final Duration LAST_BOOKMARK_AHEAD = Duration.ofSeconds(2);
    /// A watcher that is this many events behind and does not read is cut off; it can list again.
    private static final long LAG_LIMIT_EVENTS = 10_000;
    /// After so many events everybody is looked after.
    private static final long SWEEP_EVENTS = 1_000;

    private final Environment environment;
    private final ResourceCache<T> cache;
    private final CacheSpace space;
    private final WatchGroups<T> watches;
    /// Those who have to be looked after, whatever happens: they are new, their client reads again, or their
    /// time is up.
    private final ConcurrentLinkedQueue<HttpWatch<T>> ready = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ResourceCache.Listener listener = this::wake;
    private boolean pending;
    private boolean bookmarkDue;
    private boolean running;
    private boolean stopped;
    private @Nullable Timer bookmarkTimer;
    /// The last event that everybody concerned was asked about. The pump's thread only.
    private @Nullable CacheEvent<T> lastSeen;
    private long sweptSequence;

    /// A pump for the watchers of this cache.
    public WatchPump(Environment environment, ResourceCache<T> cache, CacheSpace space) {
        this.environment = environment;
        this.cache = cache;
        this.space = space;
        this.watches = new WatchGroups<>(cache.indexed());
    }

    /// Serves a watcher until its time limit, its client or the server ends it.
    ///
    /// @param counts of what it is sent
    /// @param timeLimit after which the stream ends in order
    public void serve(
            EventCursor<T> cursor,
            WatchEncoder<T> encoder,
            EventCounts counts,
            PieceWriter stream,
            boolean bookmarks,
            boolean initialBookmark,
            Duration timeLimit) {
        var lastBookmark = bookmarks && timeLimit.compareTo(LAST_BOOKMARK_AHEAD) > 0;
        var watch = new HttpWatch<>(cursor, encoder, counts, stream, bookmarks, initialBookmark, lastBookmark);
        watches.add(watch);
        var limit = environment.timers().once(timeLimit, () -> {
            watch.end();
            wake(watch);
        });
        stream.onClose(() -> {
            limit.cancel();
            watches.remove(watch);
        });
        startIfNeeded();
        wake(watch);
    }

    /// How many watchers there are.
    public int watchers() {
        return watches.all().size();
    }

    /// Ends all watchers in order.
    public void stop() {
        watches.all().forEach(watch -> {
            watch.end();
            ready.add(watch);
        });
        lock.lock();
        try {
            stopped = true;
            pending = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake(HttpWatch<T> watch) {
        ready.add(watch);
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            pending = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void startIfNeeded() {
        lock.lock();
        try {
            if (running) {
                return;
            }
            running = true;
            lastSeen = cache.eventsAfter(Long.MAX_VALUE);
            cache.add(listener);
            bookmarkTimer = environment.timers().every(BOOKMARK_PERIOD, this::remindOfBookmarks);
            environment.threads().start("watch " + cache.prefix(), this::run);
        } finally {
            lock.unlock();
        }
    }

    private void remindOfBookmarks() {
        lock.lock();
        try {
            bookmarkDue = true;
            pending = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                boolean bookmark;
                boolean last;
                lock.lock();
                try {
                    while (!pending) {
                        work.await();
                    }
                    pending = false;
                    bookmark = bookmarkDue;
                    bookmarkDue = false;
                    last = stopped;
                } finally {
                    lock.unlock();
                }
                round(bookmark);
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cache.remove(listener);
            var timer = bookmarkTimer;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private void round(boolean bookmark) {
        var published = space.publishedRevision();
        var newest = cache.newestSequence();
        var frames = new RoundFrames<T>();
        for (var watch : concerned(bookmark || newest - sweptSequence > SWEEP_EVENTS, newest)) {
            if (watch.stalled() && newest - watch.sequence() > LAG_LIMIT_EVENTS) {
                watch.cutOff();
                watches.remove(watch);
            } else if (!watch.drain(published, bookmark, frames, () -> wake(watch))) {
                watches.remove(watch);
            }
        }
    }

    /// Whom this round has to look after. Now and then that is everybody, so that no cursor stays behind and
    /// holds what all others have forgotten.
    private Collection<HttpWatch<T>> concerned(boolean everybody, long newest) {
        var some = new LinkedHashSet<HttpWatch<T>>();
        for (var watch = ready.poll(); watch != null; watch = ready.poll()) {
            some.add(watch);
        }
        boolean changed = false;
        var last = Objects.requireNonNull(lastSeen, "started");
        for (var event = last.next(); event != null; event = event.next()) {
            changed = true;
            watches.addConcerned(event, some);
            last = event;
        }
        lastSeen = last;
        if (everybody) {
            sweptSequence = newest;
            return watches.all();
        }
        if (!changed) {
            return some;
        }
        if (some.isEmpty()) {
            return watches.general();
        }
        some.addAll(watches.general());
        return some;
    }
}
