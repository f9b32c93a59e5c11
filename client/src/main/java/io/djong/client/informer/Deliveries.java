package io.djong.client.informer;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The store of an informer and those who hear of its changes: applies what the reflector reads, then tells the
/// handlers.
///
/// One lock orders changes, deliveries and registrations, so that a late handler misses nothing and hears
/// nothing twice. Readers take no lock: they read the volatile snapshot.
final class Deliveries<T extends KubeObject> {
    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private volatile Snapshot<T> snapshot = Snapshot.empty();
    private volatile boolean hasSynced;

    Snapshot<T> snapshot() {
        return snapshot;
    }

    boolean hasSynced() {
        return hasSynced;
    }

    void awaitSynced() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!hasSynced) synced.await();
        } finally {
            lock.unlock();
        }
    }

    void addIndex(Index<T> index) {
        lock.lock();
        try {
            snapshot = snapshot.withIndex(index);
        } finally {
            lock.unlock();
        }
    }

    Registration add(Handler<? super T> handler) {
        lock.lock();
        try {
            var entry = new Entry(handler);
            entries.add(entry);
            for (T object : snapshot.all()) entry.added(object, true);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /// The whole state after a list: objects that are not in it are gone.
    void replace(List<T> objects, String resourceVersion) {
        lock.lock();
        try {
            boolean initial = !hasSynced;
            Set<ObjectKey> present = new HashSet<>();
            for (T object : objects) {
                present.add(ObjectKey.of(object));
                apply(object, initial);
            }
            for (T old : snapshot.all()) {
                if (!present.contains(ObjectKey.of(old))) remove(old);
            }
            snapshot = snapshot.at(resourceVersion);
            if (initial) {
                hasSynced = true;
                synced.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void changed(T object) {
        lock.lock();
        try {
            apply(object, false);
            snapshot = snapshot.at(object.metadata().resourceVersion());
        } finally {
            lock.unlock();
        }
    }

    void deleted(T last) {
        lock.lock();
        try {
            T known = snapshot.objects().get(ObjectKey.of(last));
            if (known != null)
                remove(known.metadata().uid().equals(last.metadata().uid()) ? last : known);
            snapshot = snapshot.at(last.metadata().resourceVersion());
        } finally {
            lock.unlock();
        }
    }

    void reached(String resourceVersion) {
        lock.lock();
        try {
            snapshot = snapshot.at(resourceVersion);
        } finally {
            lock.unlock();
        }
    }

    /// Tells one handler again of everything, as updates without a change.
    void resync(Registration registration) {
        lock.lock();
        try {
            for (Entry entry : entries) {
                if (entry != registration) continue;
                for (T object : snapshot.all()) entry.updated(object, object);
            }
        } finally {
            lock.unlock();
        }
    }

    private void apply(T object, boolean initial) {
        ObjectKey key = ObjectKey.of(object);
        @Nullable T before = snapshot.objects().get(key);
        if (before != null && !before.metadata().uid().equals(object.metadata().uid())) {
            remove(before);
            before = null;
        }
        if (before == null) {
            snapshot = snapshot.with(object);
            for (Entry entry : List.copyOf(entries)) entry.added(object, initial);
        } else if (!Objects.equals(
                before.metadata().resourceVersion(), object.metadata().resourceVersion())) {
            snapshot = snapshot.with(object);
            for (Entry entry : List.copyOf(entries)) entry.updated(before, object);
        }
    }

    private void remove(T last) {
        snapshot = snapshot.without(ObjectKey.of(last));
        for (Entry entry : List.copyOf(entries)) entry.deleted(last);
    }

    private final class Entry implements Registration {
        private final Handler<? super T> handler;
        private boolean removed;

        Entry(Handler<? super T> handler) {
            this.handler = handler;
        }

        @Override
        public boolean hasSynced() {
            return hasSynced;
        }

        @Override
        public void remove() {
            lock.lock();
            try {
                removed = true;
                entries.remove(this);
            } finally {
                lock.unlock();
            }
        }

        void added(T object, boolean initial) {
            deliver(() -> handler.added(object, initial));
        }

        void updated(T before, T after) {
            deliver(() -> handler.updated(before, after));
        }

        void deleted(T last) {
            deliver(() -> handler.deleted(last));
        }

        private void deliver(Runnable call) {
            if (removed) return;
            try {
                call.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "Informer's handler failed; the event is lost to it", e);
            }
        }
    }
}
