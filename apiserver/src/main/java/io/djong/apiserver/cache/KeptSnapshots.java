package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Earlier states of a resource that clients are paging through. A state shares its structure with
/// the current one, so it costs what has changed since.
final class KeptSnapshots<T extends KubeObject> {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<ResourceCache.Snapshot<T>> oldestFirst = new ArrayDeque<>();
    private final int limit;

    KeptSnapshots(int limit) {
        this.limit = limit;
    }

    void keep(ResourceCache.Snapshot<T> snapshot) {
        lock.lock();
        try {
            oldestFirst.removeIf(other -> other.revision() == snapshot.revision());
            oldestFirst.addLast(snapshot);
            if (oldestFirst.size() > limit) {
                oldestFirst.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    ResourceCache.@Nullable Snapshot<T> at(long revision) {
        lock.lock();
        try {
            for (var snapshot : oldestFirst) {
                if (snapshot.revision() == revision) {
                    return snapshot;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
