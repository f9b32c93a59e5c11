package io.djong.store.etcd;

import io.djong.store.Event;
import io.djong.store.watch.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// etcd's events as ours.
final class Changes {
    private Changes() {}

    /// The batches of these changes, one for each revision; null when a previous value is missing, which
    /// happens only where it is compacted.
    static @Nullable List<Batch> batches(List<Responses.Change> changes) {
        var batches = new ArrayList<Batch>();
        var events = new ArrayList<Event>();
        long revision = 0;
        for (Responses.Change change : changes) {
            Event event = event(change);
            if (event == null) {
                return null;
            }
            if (event.revision() != revision && !events.isEmpty()) {
                batches.add(new Batch(revision, events));
                events.clear();
            }
            revision = event.revision();
            events.add(event);
        }
        if (!events.isEmpty()) {
            batches.add(new Batch(revision, events));
        }
        return batches;
    }

    private static @Nullable Event event(Responses.Change change) {
        var previous = change.previous();
        if (change.put()) {
            boolean complete = previous != null || change.entry().version() == 1;
            return complete ? new Event.Put(change.entry(), previous) : null;
        }
        return previous == null ? null : new Event.Delete(change.entry().modRevision(), previous);
    }
}
