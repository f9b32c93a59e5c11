package io.djong.apiserver.loopback;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheSpace;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.watch.Change;
import io.djong.apiserver.watch.EventCursor;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A watch in the same process: the reader's own thread walks along the shared events and sleeps at their
/// end.
final class LoopbackWatch<T extends KubeObject> implements WatchStream<T> {
    private final ResourceCache<T> cache;
    private final CacheSpace space;
    private final EventCursor<T> cursor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ResourceCache.Listener listener = this::wake;
    private boolean bookmarkDue;
    private boolean fresh = true;
    private boolean closed;

    /// @param bookmark whether a bookmark ends the initial events
    LoopbackWatch(ResourceCache<T> cache, CacheSpace space, EventCursor<T> cursor, boolean bookmark) {
        this.cache = cache;
        this.space = space;
        this.cursor = cursor;
        this.bookmarkDue = bookmark;
        cache.add(listener);
    }

    @Override
    public @Nullable WatchEvent<T> next() throws InterruptedException {
        while (true) {
            lock.lockInterruptibly();
            try {
                if (closed) {
                    return null;
                }
                fresh = false;
            } finally {
                lock.unlock();
            }
            var published = space.publishedRevision();
            var change = cursor.next();
            if (change != null) {
                return event(change);
            }
            if (bookmarkDue) {
                bookmarkDue = false;
                return new WatchEvent.Bookmark<>(Long.toUnsignedString(published), true);
            }
            await();
        }
    }

    @Override
    public void close() {
        cache.remove(listener);
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!fresh && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            fresh = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private WatchEvent<T> event(Change<T> change) {
        var object = change.entry().object();
        return switch (change.kind()) {
            case ADDED -> new WatchEvent.Added<>(object);
            case MODIFIED -> new WatchEvent.Modified<>(object);
            case DELETED -> new WatchEvent.Deleted<>(object);
        };
    }
}
