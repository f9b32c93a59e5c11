package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One change of one object, a node of the linked window of recent events. A watcher's cursor is a
/// reference to the last node it has seen, so consumed nodes are garbage as soon as the last
/// watcher has passed them and they have left the window.
///
/// @param <T> the hub type of the resource
public final class CacheEvent<T extends KubeObject> {
    private final long sequence;
    private final long revision;
    private final @Nullable CacheEntry<T> current;
    private final @Nullable CacheEntry<T> previous;
    private volatile @Nullable CacheEvent<T> next;
    private volatile @Nullable CacheEntry<T> departing;

    CacheEvent(long sequence, long revision, @Nullable CacheEntry<T> current, @Nullable CacheEntry<T> previous) {
        this.sequence = sequence;
        this.revision = revision;
        this.current = current;
        this.previous = previous;
    }

    /// Position in the resource's stream of events, counted from 1, without gaps.
    public long sequence() {
        return sequence;
    }

    /// The store's revision of the change.
    public long revision() {
        return revision;
    }

    /// The object after the change; null when it was deleted.
    public @Nullable CacheEntry<T> current() {
        return current;
    }

    /// The object before the change; null when it was created.
    public @Nullable CacheEntry<T> previous() {
        return previous;
    }

    /// The object as it leaves a watcher's sight: its state before the change, at the revision of the
    /// change. Only for events with a previous state.
    public CacheEntry<T> departing() {
        var entry = departing;
        if (entry == null) {
            entry = Objects.requireNonNull(previous, "previous").departing(revision);
            departing = entry;
        }
        return entry;
    }

    /// The following event; null while this is the newest.
    public @Nullable CacheEvent<T> next() {
        return next;
    }

    void link(CacheEvent<T> successor) {
        next = successor;
    }
}
