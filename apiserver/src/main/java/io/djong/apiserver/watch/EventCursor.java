package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.CacheEvent;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.resource.EntryFilter;
import io.djong.base.sortedmap.Cursor;
import org.jspecify.annotations.Nullable;

/// One watcher's place in a resource's events: first, if it asked for them, the objects that exist,
/// then every change once, in order. Used by one thread at a time.
public final class EventCursor<T extends KubeObject> {
    private final EntryFilter<T> filter;
    private final long afterRevision;
    private @Nullable Cursor<String, CacheEntry<T>> initial;
    private CacheEvent<T> last;

    private EventCursor(
            EntryFilter<T> filter,
            long afterRevision,
            @Nullable Cursor<String, CacheEntry<T>> initial,
            CacheEvent<T> last) {
        this.filter = filter;
        this.afterRevision = afterRevision;
        this.initial = initial;
        this.last = last;
    }

    /// A cursor that begins with everything that exists now.
    public static <T extends KubeObject> EventCursor<T> fromState(ResourceCache<T> cache, EntryFilter<T> filter) {
        while (true) {
            var snapshot = filter.onlyValue() == null ? cache.snapshot() : cache.indexedSnapshot();
            var last = cache.eventsAfter(snapshot.revision());
            if (last != null) {
                var initial = filter.candidates(snapshot, filter.firstKey());
                return new EventCursor<>(filter, snapshot.revision(), initial, last);
            }
        }
    }

    /// A cursor over the changes after a revision; null when some of them are no longer there.
    public static <T extends KubeObject> @Nullable EventCursor<T> after(
            ResourceCache<T> cache, EntryFilter<T> filter, long revision) {
        var last = cache.eventsAfter(revision);
        return last == null ? null : new EventCursor<>(filter, revision, null, last);
    }

    /// The next change for this watcher; null when there is none yet.
    public @Nullable Change<T> next() {
        var existing = initial;
        if (existing != null) {
            while (existing.next()) {
                if (filter.matches(existing.value())) {
                    return new Change<>(Change.Kind.ADDED, existing.value());
                }
            }
            initial = null;
        }
        for (var event = last.next(); event != null; event = event.next()) {
            last = event;
            var change = event.revision() > afterRevision ? seen(event) : null;
            if (change != null) {
                return change;
            }
        }
        return null;
    }

    /// Whether the objects that existed at the start are all delivered.
    public boolean initialDelivered() {
        return initial == null;
    }

    /// What an event must have to do with for this watcher to see it; null when it may see any.
    public @Nullable String trigger() {
        if (filter.onlyKey() != null) {
            return WatchGroups.ofKey(filter.onlyKey());
        }
        return filter.onlyValue() == null ? null : WatchGroups.ofValue(filter.onlyValue());
    }

    /// Position in the resource's stream of events.
    public long sequence() {
        return last.sequence();
    }

    /// How the event looks through the filter; null when it cannot be seen.
    private @Nullable Change<T> seen(CacheEvent<T> event) {
        var current = event.current();
        var previous = event.previous();
        var matches = current != null && filter.matches(current);
        var matched = previous != null && filter.matches(previous);
        if (matches) {
            return new Change<>(
                    matched ? Change.Kind.MODIFIED : Change.Kind.ADDED, java.util.Objects.requireNonNull(current));
        }
        return matched ? new Change<>(Change.Kind.DELETED, event.departing()) : null;
    }
}
