package io.djong.apiserver.promises;

import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.base.wire.WireException;
import io.djong.store.Entry;
import io.djong.store.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The truth: every change that the store committed, in order. Deliberately simple.
final class Model {
    static final String PREFIX = "/registry/configmaps/";

    /// @param key namespace and name
    /// @param revision of its last change
    record Thing(String key, long revision, String colour) {}

    /// What a watcher is told.
    record Told(String type, String key, long revision) {}

    private record Change(
            long revision, @Nullable Thing before, @Nullable Thing after) {}

    private final List<Change> changes = new ArrayList<>();

    /// @param events from the first on
    Model(List<Event> events) {
        for (var event : events) {
            switch (event) {
                case Event.Put put ->
                    changes.add(new Change(put.revision(), thing(put.previous()), thing(put.entry())));
                case Event.Delete deletion ->
                    changes.add(new Change(deletion.revision(), thing(deletion.previous()), null));
            }
        }
    }

    private static @Nullable Thing thing(@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        try {
            var map = Protobuf.read(ConfigMap.TYPE, entry.value());
            var colour = map.metadata().labels().getOrDefault("colour", "");
            return new Thing(entry.key().substring(PREFIX.length()), entry.modRevision(), colour);
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    long lastRevision() {
        return changes.getLast().revision();
    }

    /// Everything in sight as it was at a revision, by key.
    NavigableMap<String, Thing> state(long revision, Sight sight) {
        var state = new TreeMap<String, Thing>();
        for (var change : changes) {
            if (change.revision() > revision) {
                break;
            }
            if (change.before() != null) {
                state.remove(change.before().key());
            }
            if (change.after() != null) {
                state.put(change.after().key(), change.after());
            }
        }
        state.values().removeIf(thing -> !sight.has(thing));
        return state;
    }

    /// What a watcher has to be told of the changes after one revision up to another.
    List<Told> told(long after, long upTo, Sight sight) {
        var told = new ArrayList<Told>();
        for (var change : changes) {
            if (change.revision() <= after || change.revision() > upTo) {
                continue;
            }
            boolean was = sight.has(change.before());
            boolean is = sight.has(change.after());
            var thing = change.after() != null ? change.after() : change.before();
            if (thing != null && (was || is)) {
                told.add(new Told(is ? was ? "MODIFIED" : "ADDED" : "DELETED", thing.key(), change.revision()));
            }
        }
        return told;
    }
}
