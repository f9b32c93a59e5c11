package io.djong.store.memory;

import io.djong.base.sortedmap.PersistentSortedMap;
import io.djong.store.Commit;
import io.djong.store.Entry;
import io.djong.store.Event;
import io.djong.store.Provenance;
import io.djong.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a memory store knows, as one immutable value.
///
/// @param compacted the revision compacted last; `history` begins there
/// @param history the moments that can still be read, by revision; the latest is among them
/// @param expiries the keys that expire, by when
/// @param usedBytes of the latest values
record State(
        long revision,
        long compacted,
        PersistentSortedMap<StoreKey, Held> live,
        PersistentSortedMap<Long, Moment> history,
        PersistentSortedMap<Due, Entry> expiries,
        long usedBytes) {

    static final long REVISION_FIRST = 1;

    static State empty(Instant now) {
        PersistentSortedMap<StoreKey, Held> live = PersistentSortedMap.empty();
        PersistentSortedMap<Long, Moment> history = PersistentSortedMap.empty();
        var moment = new Moment(live, List.of(), Provenance.NONE, now);
        return new State(REVISION_FIRST, 0, live, history.with(REVISION_FIRST, moment), PersistentSortedMap.empty(), 0);
    }

    /// A commit's outcome and the state after it; the same state when nothing changed.
    record Outcome(State state, Commit commit, List<Event> events) {}

    /// @param now the time of the store, in nanoseconds, from which lives are counted
    /// @param at wall time, for history
    Outcome commit(List<Write> writes, Provenance who, long now, Instant at) {
        for (int i = 0; i < writes.size(); i++) {
            Entry current = entry(writes.get(i).key());
            if (!writes.get(i).expect().holds(current)) {
                return new Outcome(this, new Commit.Conflict(i, current), List.of());
            }
        }
        var change = new Change(this);
        for (Write write : writes) {
            change.apply(write, now);
        }
        if (change.events.isEmpty()) {
            return new Outcome(this, new Commit.Done(revision, change.previous), List.of());
        }
        List<Event> events = List.copyOf(change.events);
        var moment = new Moment(change.live, events, who, at);
        var next = new State(
                revision + 1,
                compacted,
                change.live,
                history.with(revision + 1, moment),
                change.expiries,
                change.usedBytes);
        return new Outcome(next, new Commit.Done(revision + 1, change.previous), events);
    }

    /// This without the moments before a revision.
    State compact(long toRevision) {
        var kept = history;
        Long first = kept.firstKey();
        while (first != null && first < toRevision) {
            kept = kept.without(first);
            first = kept.firstKey();
        }
        return new State(revision, toRevision, live, kept, expiries, usedBytes);
    }

    @Nullable
    Entry entry(String key) {
        Held held = live.get(new StoreKey(key));
        return held == null ? null : held.entry();
    }

    /// The next state under construction.
    private static final class Change {
        private final long revision;
        private final List<Event> events = new ArrayList<>();
        private final List<@Nullable Entry> previous = new ArrayList<>();
        private PersistentSortedMap<StoreKey, Held> live;
        private PersistentSortedMap<Due, Entry> expiries;
        private long usedBytes;

        Change(State before) {
            revision = before.revision + 1;
            live = before.live;
            expiries = before.expiries;
            usedBytes = before.usedBytes;
        }

        void apply(Write write, long now) {
            var key = new StoreKey(write.key());
            Held before = live.get(key);
            Entry replaced = before == null ? null : before.entry();
            previous.add(replaced);
            if (before != null) {
                usedBytes -= before.entry().value().length;
                if (before.due() != null) {
                    expiries = expiries.without(before.due());
                }
            }
            switch (write) {
                case Write.Put put -> put(key, put, replaced, now);
                case Write.Delete delete -> {
                    if (replaced != null) {
                        live = live.without(key);
                        events.add(new Event.Delete(revision, replaced));
                    }
                }
            }
        }

        private void put(StoreKey key, Write.Put put, @Nullable Entry replaced, long now) {
            Duration life = put.timeToLive();
            var entry = new Entry(
                    put.key(),
                    put.value(),
                    replaced == null ? revision : replaced.createRevision(),
                    revision,
                    replaced == null ? 1 : replaced.version() + 1,
                    life != null);
            Due due = life == null ? null : new Due(now + life.toNanos(), key);
            live = live.with(key, new Held(entry, due));
            if (due != null) {
                expiries = expiries.with(due, entry);
            }
            usedBytes += put.value().length;
            events.add(new Event.Put(entry, replaced));
        }
    }
}
