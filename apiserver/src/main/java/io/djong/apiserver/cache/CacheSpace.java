package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import io.djong.base.sortedmap.PersistentSortedMap;
import io.djong.base.time.Environment;
import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All resource caches, kept up to date by one watch over the whole key space.
///
/// When [#publishedRevision()] is R, every cache contains every change up to R. A reader that must
/// see all writes acknowledged before it began asks the store for its revision and waits for it
/// here.
public final class CacheSpace {
    private static final KeyRange EVERYTHING = KeyRange.prefix("/registry/");
    private static final int PAGE = 2_000;
    /// How far a start looks back, so that watches can resume.
    private static final long HISTORY_REVISIONS = 5_000;
    private static final Duration CATCH_UP_LIMIT = Duration.ofSeconds(30);

    private final Environment environment;
    private final Store store;
    private final TreeMap<String, ResourceCache<?>> byPrefix = new TreeMap<>();
    private final ConcurrentHashMap<String, Handed> handed = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private volatile long publishedRevision;
    private volatile @Nullable StoreException failure;
    private @Nullable WatchHandle watch;

    @SuppressWarnings("ArrayRecordComponent") // the very array is compared by identity
    private record Handed(byte[] stored, KubeObject object) {
        /// Whether these are the very bytes that were handed over; others may look the same at another
        /// revision.
        @SuppressWarnings("ReferenceEquality") // that is the question
        boolean isOf(byte[] value) {
            return stored == value;
        }
    }

    /// @param caches of all persisted resources; their prefixes do not overlap
    public CacheSpace(Environment environment, Store store, List<ResourceCache<?>> caches) {
        this.environment = environment;
        this.store = store;
        for (var cache : caches) {
            byPrefix.put(cache.prefix(), cache);
        }
    }

    /// Reads everything once, as it was some time ago, and follows the store from there; returns when the
    /// caches are current. So a watch that began before a restart can go on.
    public void start() throws StoreException, InterruptedException {
        var latest = store.revision();
        try {
            startAt(historyBegin(latest));
        } catch (StoreException.Compacted e) {
            startAt(latest); // somebody compacted just now, and further than we look back
        }
        if (!await(latest, CATCH_UP_LIMIT)) {
            throw failure != null
                    ? failure
                    : new StoreException.Unavailable("the store did not deliver its history", null);
        }
    }

    private long historyBegin(long latest) throws StoreException, InterruptedException {
        var kept = Math.max(1, store.statistics().compactedRevision());
        compacted(kept);
        return Math.max(kept, latest - HISTORY_REVISIONS);
    }

    private void startAt(long revision) throws StoreException, InterruptedException {
        for (var cache : byPrefix.values()) {
            load(cache, revision);
        }
        publishedRevision = revision;
        watch = store.watch(EVERYTHING, revision + 1, new Dispatcher());
    }

    /// Stops following the store.
    public void stop() {
        var handle = watch;
        if (handle != null) {
            handle.close();
        }
    }

    /// The revision up to which every cache is complete.
    public long publishedRevision() {
        return publishedRevision;
    }

    /// The store has no history before this revision any more: lists of earlier states that are still kept end with
    /// it, as upstream's do.
    public void compacted(long revision) {
        byPrefix.values().forEach(cache -> cache.compacted(revision));
    }

    /// Why the caches no longer follow the store, or null.
    public @Nullable StoreException failure() {
        return failure;
    }

    /// Waits until every write acknowledged before this call can be read here.
    ///
    /// @return false when `limit` passed first
    public boolean awaitCurrent(Duration limit) throws StoreException, InterruptedException {
        return await(store.revision(), limit);
    }

    /// Waits until the published revision has reached `revision`.
    ///
    /// @return false when `limit` passed first
    public boolean await(long revision, Duration limit) throws InterruptedException {
        if (publishedRevision >= revision) {
            return true;
        }
        var start = environment.ticker().nanos();
        lock.lock();
        try {
            while (publishedRevision < revision) {
                var left = limit.minusNanos(environment.ticker().nanos() - start);
                if (left.isNegative() || left.isZero()) {
                    return false;
                }
                environment.timers().await(lock, published, left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Tells the cache which object these bytes, about to be written, were encoded from: saves decoding
    /// them again.
    public void handOver(String key, byte[] stored, KubeObject object) {
        handed.put(key, new Handed(stored, object));
    }

    /// Takes back what [#handOver] gave: the write did not happen.
    public void takeBack(String key) {
        handed.remove(key);
    }

    private <T extends KubeObject> void load(ResourceCache<T> cache, long revision)
            throws StoreException, InterruptedException {
        var prefix = cache.prefix();
        var end = prefix.substring(0, prefix.length() - 1) + '0';
        var entries = PersistentSortedMap.<String, CacheEntry<T>>builder();
        var from = prefix;
        while (true) {
            var page = store.range(new KeyRange(from, end), revision, PAGE);
            for (var entry : page.entries()) {
                var key = entry.key().substring(prefix.length());
                entries.add(key, cache.entry(key, entry.value(), entry.modRevision()));
            }
            if (page.entries().size() < PAGE) {
                break;
            }
            from = KeyRange.successor(page.entries().getLast().key());
        }
        cache.reset(entries.build(), revision);
    }

    private final class Dispatcher implements WatchSink {
        @Override
        public void events(List<Event> events) {
            var touched = new java.util.LinkedHashSet<ResourceCache<?>>();
            for (var event : events) {
                var cache = cacheOf(event.key());
                if (cache != null) {
                    apply(cache, event);
                    touched.add(cache);
                }
            }
            publish(events.getLast().revision());
            touched.forEach(ResourceCache::announce);
        }

        @Override
        public void progress(long revision) {
            publish(revision);
        }

        @Override
        public void failed(StoreException e) {
            failure = e;
        }

        private @Nullable ResourceCache<?> cacheOf(String key) {
            var candidate = byPrefix.floorEntry(key);
            return candidate != null && key.startsWith(candidate.getKey()) ? candidate.getValue() : null;
        }

        private <T extends KubeObject> void apply(ResourceCache<T> cache, Event event) {
            var key = event.key().substring(cache.prefix().length());
            switch (event) {
                case Event.Delete deletion -> cache.delete(key, deletion.revision());
                case Event.Put put -> cache.put(key, put.entry().value(), put.revision(), handedOver(cache, put));
            }
        }

        /// The object that the bytes were made from, if they were made here.
        private <T extends KubeObject> @Nullable T handedOver(ResourceCache<T> cache, Event.Put put) {
            var known = handed.get(put.key());
            if (known == null || !known.isOf(put.entry().value())) {
                return null;
            }
            handed.remove(put.key(), known);
            @SuppressWarnings("unchecked") // handed over under a key of this resource
            var object = (T) known.object();
            return cache.codec().at(object, put.revision());
        }

        private void publish(long revision) {
            lock.lock();
            try {
                publishedRevision = Math.max(publishedRevision, revision);
                published.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
