package io.djong.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store is, in the dumbest way: a whole copy of the map for each revision. The oracle of the
/// engines' tests, and of histories recorded elsewhere. No threads, no time: expiry is a deletion that
/// the test makes.
public final class StoreModel {
    /// All entries at each revision; the index is the revision less the first one.
    private final List<TreeMap<String, Entry>> pictures = new ArrayList<>();

    private final List<List<Event>> changes = new ArrayList<>();
    private final long firstRevision;
    private long compacted;

    /// @param firstRevision at which the store stood, empty
    public StoreModel(long firstRevision) {
        this.firstRevision = firstRevision;
        pictures.add(new TreeMap<>(KeyRange::compare));
        changes.add(List.of());
    }

    public long revision() {
        return firstRevision + pictures.size() - 1;
    }

    public long compacted() {
        return compacted;
    }

    public @Nullable Entry get(String key) {
        return pictures.getLast().get(key);
    }

    public Range range(KeyRange range, long atRevision, int limit) throws StoreException {
        long revision = atRevision == 0 ? revision() : atRevision;
        if (revision > revision()) {
            throw new StoreException.FutureRevision(revision, revision());
        }
        if (revision < compacted) {
            throw new StoreException.Compacted(revision, compacted);
        }
        var entries = new ArrayList<Entry>();
        long remaining = 0;
        for (Entry entry : pictures.get((int) (revision - firstRevision)).values()) {
            if (range.contains(entry.key())) {
                if (limit == 0 || entries.size() < limit) {
                    entries.add(entry);
                } else {
                    remaining++;
                }
            }
        }
        return new Range(entries, revision, remaining);
    }

    public Commit commit(List<Write> writes) {
        var before = pictures.getLast();
        for (int i = 0; i < writes.size(); i++) {
            Entry current = before.get(writes.get(i).key());
            if (!writes.get(i).expect().holds(current)) {
                return new Commit.Conflict(i, current);
            }
        }
        var after = new TreeMap<>(before);
        var events = new ArrayList<Event>();
        var previous = new ArrayList<@Nullable Entry>();
        long revision = revision() + 1;
        for (Write write : writes) {
            Entry current = before.get(write.key());
            previous.add(current);
            switch (write) {
                case Write.Put put -> {
                    long created = current == null ? revision : current.createRevision();
                    long version = current == null ? 1 : current.version() + 1;
                    boolean expires = put.timeToLive() != null;
                    var entry = new Entry(put.key(), put.value(), created, revision, version, expires);
                    after.put(put.key(), entry);
                    events.add(new Event.Put(entry, current));
                }
                case Write.Delete delete -> {
                    if (current != null) {
                        after.remove(delete.key());
                        events.add(new Event.Delete(revision, current));
                    }
                }
            }
        }
        if (events.isEmpty()) {
            return new Commit.Done(revision(), previous);
        }
        pictures.add(after);
        changes.add(events);
        return new Commit.Done(revision, previous);
    }

    /// What a watch that starts here has delivered once it has caught up.
    public List<Event> watch(KeyRange range, long fromRevision) throws StoreException {
        if (fromRevision > revision() + 1) {
            throw new StoreException.FutureRevision(fromRevision, revision());
        }
        if (fromRevision <= compacted) {
            throw new StoreException.Compacted(fromRevision, compacted);
        }
        return changes.stream()
                .flatMap(List::stream)
                .filter(event -> event.revision() >= fromRevision && range.contains(event.key()))
                .toList();
    }

    public void compact(long revision) throws StoreException {
        if (revision > revision()) {
            throw new StoreException.FutureRevision(revision, revision());
        }
        compacted = Math.max(compacted, revision);
    }
}
