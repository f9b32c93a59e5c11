package io.djong.controllermanager.garbagecollector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Owners that are known not to exist, so that a thousand dependents of one do not ask a thousand times. An
/// identity has a uid, and a uid never comes back: what is absent stays absent. Keeps the latest 500. Safe for any
/// number of threads.
final class AbsentOwners {
    private static final int OWNERS_MAX = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Identity, Boolean> owners = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Boolean> eldest) {
            return size() > OWNERS_MAX;
        }
    };

    void add(Identity owner) {
        lock.lock();
        try {
            owners.put(owner, Boolean.TRUE);
        } finally {
            lock.unlock();
        }
    }

    boolean contains(Identity owner) {
        lock.lock();
        try {
            return owners.get(owner) != null;
        } finally {
            lock.unlock();
        }
    }
}
