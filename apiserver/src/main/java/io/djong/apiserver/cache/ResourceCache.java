package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import io.djong.base.sortedmap.PersistentSortedMap;
import io.djong.store.Entry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All objects of one resource at a revision, and its recent events.
///
/// Readers take [#snapshot()]: an immutable map that stays what it is. The map contains every
/// change up to the larger of its own revision and what [CacheSpace#publishedRevision()] said
/// before it was taken.
///
/// @param <T> the hub type of the resource
public final class ResourceCache<T extends KubeObject> {
    /// @param entries by key within the resource
    /// @param revision of the last change of this resource
    /// @param index null as long as nobody has selected by the indexed field
    public record Snapshot<T extends KubeObject>(
            PersistentSortedMap<String, CacheEntry<T>> entries,
            long revision,
            @Nullable FieldIndex<T> index) {
        /// Without index.
        public Snapshot(PersistentSortedMap<String, CacheEntry<T>> entries, long revision) {
            this(entries, revision, null);
        }
    }

    /// Told, on the dispatcher's thread, that something new can be read; must return at once.
    public interface Listener {
        /// New events were appended, or the published revision rose.
        void changed();
    }

    private final String prefix;
    private final StorageCodec<T> codec;
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot<T> snapshot = new Snapshot<>(PersistentSortedMap.empty(), 0);
    private volatile EventWindow<T> window;
    private final CacheLimits limits;
    private final @Nullable IndexedField<T> indexed;
    private final ReentrantLock replacing = new ReentrantLock();
    private final KeptSnapshots<T> kept;
    private volatile long compactedRevision;

    /// @param prefix of the keys in the store, ending in a slash: `/registry/deployments/`
    public ResourceCache(String prefix, StorageCodec<T> codec, CacheLimits limits) {
        this(prefix, codec, limits, null);
    }

    /// @param prefix of the keys in the store, ending in a slash: `/registry/deployments/`
    /// @param indexed by which objects can be found; null for none
    public ResourceCache(String prefix, StorageCodec<T> codec, CacheLimits limits, @Nullable IndexedField<T> indexed) {
        this.indexed = indexed;
        this.prefix = prefix;
        this.codec = codec;
        this.limits = limits;
        this.kept = new KeptSnapshots<>(limits.pagingSnapshots());
        this.window = new EventWindow<>(limits.windowEvents(), limits.windowBytes(), 0);
    }

    /// Prefix of the resource's keys in the store, ending in a slash.
    public String prefix() {
        return prefix;
    }

    /// The codec of the stored form.
    public StorageCodec<T> codec() {
        return codec;
    }

    /// The state now.
    public Snapshot<T> snapshot() {
        return snapshot;
    }

    /// The field by which objects can be found; null for none.
    public @Nullable IndexedField<T> indexed() {
        return indexed;
    }

    /// The state now with its index, which is made at the first call and kept from then on. Only where there
    /// is an indexed field.
    public Snapshot<T> indexedSnapshot() {
        var now = snapshot;
        var field = indexed;
        if (now.index() != null || field == null) {
            return now;
        }
        now.entries().forEach((key, entry) -> entry.indexed(field)); // what takes time, while nobody waits
        replacing.lock();
        try {
            now = snapshot;
            if (now.index() == null) {
                now = new Snapshot<>(now.entries(), now.revision(), FieldIndex.of(now.entries(), field));
                snapshot = now;
            }
            return now;
        } finally {
            replacing.unlock();
        }
    }

    /// The entry of a key within the resource, or null.
    public @Nullable CacheEntry<T> get(String key) {
        return snapshot.entries().get(key);
    }

    /// The store has no history before this revision any more.
    void compacted(long revision) {
        compactedRevision = Math.max(compactedRevision, revision);
    }

    /// The state at exactly this revision, if it is the current one or was kept for paging; null when the
    /// store must be asked.
    public @Nullable Snapshot<T> snapshotAt(long revision) {
        if (revision < compactedRevision) {
            return null;
        }
        var now = snapshot;
        if (now.revision() <= revision) {
            return now;
        }
        return kept.at(revision);
    }

    /// Keeps a state for as long as somebody may page through it; the oldest kept ones go first.
    public void keepForPaging(PersistentSortedMap<String, CacheEntry<T>> entries, long revision) {
        kept.keep(new Snapshot<>(entries, revision));
    }

    /// Entries as the store had them at some earlier revision.
    public PersistentSortedMap<String, CacheEntry<T>> past(List<Entry> entries) {
        var past = PersistentSortedMap.<String, CacheEntry<T>>builder();
        for (var entry : entries) {
            var key = entry.key().substring(prefix.length());
            past.add(key, entry(key, entry.value(), entry.modRevision()));
        }
        return past.build();
    }

    /// The event after which those later than `revision` follow; null when the window no longer reaches
    /// back that far.
    public @Nullable CacheEvent<T> eventsAfter(long revision) {
        return window.after(revision);
    }

    /// Position of the newest event in the resource's stream.
    public long newestSequence() {
        return window.newestSequence();
    }

    /// The oldest revision that [#eventsAfter] still answers.
    public long oldestResumableRevision() {
        return window.forgottenRevision();
    }

    /// Calls `listener` after each change from now on, until [#remove].
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /// Ends what [#add] began.
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /// Begins anew with what was read from the store at `revision`; watchers of the old window end at its
    /// last event.
    void reset(PersistentSortedMap<String, CacheEntry<T>> entries, long revision) {
        window = new EventWindow<>(limits.windowEvents(), limits.windowBytes(), revision);
        snapshot = new Snapshot<>(entries, revision);
    }

    void put(String key, byte[] stored, long revision, @Nullable T object) {
        var entry = new CacheEntry<>(codec, key, stored, revision, object);
        var previous = snapshot.entries().get(key);
        replace(previous, entry, key, revision);
        window.append(revision, entry, previous);
    }

    void delete(String key, long revision) {
        var previous = snapshot.entries().get(key);
        if (previous == null) {
            return;
        }
        replace(previous, null, key, revision);
        window.append(revision, null, previous);
    }

    private void replace(@Nullable CacheEntry<T> previous, @Nullable CacheEntry<T> current, String key, long revision) {
        replacing.lock();
        try {
            var before = snapshot;
            var entries = current == null
                    ? before.entries().without(key)
                    : before.entries().with(key, current);
            var index = before.index();
            var changed = index == null || indexed == null ? null : index.changed(previous, current, indexed);
            snapshot = new Snapshot<>(entries, revision, changed);
        } finally {
            replacing.unlock();
        }
    }

    CacheEntry<T> entry(String key, byte[] stored, long revision) {
        return new CacheEntry<>(codec, key, stored, revision, null);
    }

    void announce() {
        for (var listener : listeners) {
            listener.changed();
        }
    }
}
