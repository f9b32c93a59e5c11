package io.djong.store.watch;

import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.StoreException;
import java.util.List;

/// The history of an engine, for watchers that start in the past or fell behind.
@FunctionalInterface
public interface EventLog {
    /// The next changes of a range of keys, whole revisions, as many as fit in a page of the engine's
    /// choice.
    ///
    /// @param fromRevision the first revision to read
    /// @param toRevision the last one to read; it is durable
    /// @throws StoreException.Compacted when `fromRevision` is not after the compacted revision
    Page read(KeyRange range, long fromRevision, long toRevision) throws StoreException, InterruptedException;

    /// A part of the history.
    ///
    /// @param events in rising order of their revisions; may be empty
    /// @param throughRevision everything from `fromRevision` up to this revision is in `events`; at least
    ///       `fromRevision`
    record Page(List<Event> events, long throughRevision) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
