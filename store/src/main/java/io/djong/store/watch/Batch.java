package io.djong.store.watch;

import io.djong.store.Event;
import java.util.List;

/// The changes of one revision.
///
/// @param events in the order of the commit's writes, immutable
public record Batch(long revision, List<Event> events) {
    public Batch {
        events = List.copyOf(events);
    }

    /// What the values of these events take, in bytes.
    long sizeBytes() {
        long size = 0;
        for (Event event : events) {
            var previous = event.previous();
            size += previous == null ? 0 : previous.value().length;
            if (event instanceof Event.Put put) {
                size += put.entry().value().length;
            }
        }
        return size;
    }
}
