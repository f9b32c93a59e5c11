package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The recent events of one resource, for watchers that resume. Bounded by count and by bytes: what
/// is pushed out can only be seen again by a new list. Written by one thread at a time (the
/// dispatcher), read by any.
final class EventWindow<T extends KubeObject> {
    private final ReentrantLock lock = new ReentrantLock();
    private final int limitEvents;
    private final long limitBytes;
    private final ArrayDeque<CacheEvent<T>> retained = new ArrayDeque<>();
    private long retainedBytes;
    private long forgottenRevision;
    private CacheEvent<T> newest;

    /// @param startRevision events up to and including this revision are not in the window
    EventWindow(int limitEvents, long limitBytes, long startRevision) {
        this.limitEvents = limitEvents;
        this.limitBytes = limitBytes;
        this.forgottenRevision = startRevision;
        this.newest = new CacheEvent<>(0, startRevision, null, null);
    }

    void append(long revision, @Nullable CacheEntry<T> current, @Nullable CacheEntry<T> previous) {
        lock.lock();
        try {
            var event = new CacheEvent<>(newest.sequence() + 1, revision, current, previous);
            retained.addLast(event);
            retainedBytes += sizeBytes(event);
            newest.link(event);
            newest = event;
            while (retained.size() > limitEvents || (retainedBytes > limitBytes && retained.size() > 1)) {
                forget();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The node after which the events later than `revision` follow; null when some of them are no longer
    /// retained.
    @Nullable
    CacheEvent<T> after(long revision) {
        lock.lock();
        try {
            if (revision < forgottenRevision) {
                return null;
            }
            CacheEvent<T> first = null;
            for (var events = retained.descendingIterator(); events.hasNext(); ) {
                var event = events.next();
                if (event.revision() <= revision) {
                    return event;
                }
                first = event;
            }
            return first == null ? newest : before(first);
        } finally {
            lock.unlock();
        }
    }

    /// The oldest revision from which a watch can resume.
    long forgottenRevision() {
        lock.lock();
        try {
            return forgottenRevision;
        } finally {
            lock.unlock();
        }
    }

    long newestSequence() {
        lock.lock();
        try {
            return newest.sequence();
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        var event = retained.removeFirst();
        retainedBytes -= sizeBytes(event);
        forgottenRevision = event.revision();
    }

    /// A stand-in for the forgotten node before the first retained one.
    private CacheEvent<T> before(CacheEvent<T> first) {
        var stub = new CacheEvent<T>(first.sequence() - 1, forgottenRevision, null, null);
        stub.link(first);
        return stub;
    }

    private static long sizeBytes(CacheEvent<?> event) {
        var entry = event.current() != null ? event.current() : event.previous();
        return entry == null ? 64 : 64 + entry.stored().length;
    }
}
