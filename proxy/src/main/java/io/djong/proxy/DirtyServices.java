package io.djong.proxy;

import io.djong.api.meta.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/// The services whose rules may have to change, until somebody takes them. Safe for use by several threads.
final class DirtyServices {
    private final ReentrantLock lock = new ReentrantLock();
    private TreeSet<ObjectKey> keys = new TreeSet<>();
    private List<Instant> triggers = new ArrayList<>();
    private int serviceChanges;
    private int endpointChanges;

    /// What was marked.
    ///
    /// @param keys in their order
    /// @param triggers when the changes of endpoints began, as far as the slices say
    record Marked(SortedSet<ObjectKey> keys, List<Instant> triggers) {}

    void service(ObjectKey key) {
        lock.lock();
        try {
            keys.add(key);
            serviceChanges++;
        } finally {
            lock.unlock();
        }
    }

    void endpoints(ObjectKey key, Collection<Instant> since) {
        lock.lock();
        try {
            keys.add(key);
            triggers.addAll(since);
            endpointChanges++;
        } finally {
            lock.unlock();
        }
    }

    /// Puts keys back whose change failed.
    void again(Collection<ObjectKey> failed) {
        lock.lock();
        try {
            keys.addAll(failed);
        } finally {
            lock.unlock();
        }
    }

    Marked take() {
        lock.lock();
        try {
            Marked marked = new Marked(keys, triggers);
            keys = new TreeSet<>();
            triggers = new ArrayList<>();
            serviceChanges = 0;
            endpointChanges = 0;
            return marked;
        } finally {
            lock.unlock();
        }
    }

    int pendingServiceChanges() {
        lock.lock();
        try {
            return serviceChanges;
        } finally {
            lock.unlock();
        }
    }

    int pendingEndpointChanges() {
        lock.lock();
        try {
            return endpointChanges;
        } finally {
            lock.unlock();
        }
    }
}
