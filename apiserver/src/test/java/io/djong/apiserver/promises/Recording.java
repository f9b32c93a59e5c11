package io.djong.apiserver.promises;

import io.djong.store.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What readers saw while writers wrote.
///
/// @param changes that the store committed
/// @param lists of whole pictures
/// @param walks through pages
/// @param watches each from its begin through all its connections
record Recording(List<Event> changes, List<Listed> lists, List<Walk> walks, List<Watched> watches) {
    Recording() {
        this(
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
    }

    /// A list.
    ///
    /// @param asked the version that was named; "" for none
    /// @param match how it was to be matched
    /// @param acknowledged the newest write that was acknowledged before the list was asked for
    /// @param code of the answer; everything after it is empty unless 200
    record Listed(
            Sight sight,
            String asked,
            String match,
            long acknowledged,
            int code,
            long revision,
            List<Model.Thing> things) {}

    /// A list in pages.
    ///
    /// @param expired after how many things the picture was compacted away and the walk went on with what was
    ///     current; -1 when it never was
    record Walk(Sight sight, List<Long> revisions, List<Model.Thing> things, int expired) {}

    /// One connection of a watch.
    ///
    /// @param initialEnd how many were told when the initial events were said to be over; -1 when never
    /// @param bookmarks revision, and how many were told before
    record Connection(List<Model.Told> told, int initialEnd, List<Bookmark> bookmarks, boolean refused) {}

    /// @param after how many were told before
    record Bookmark(long revision, int after, boolean initialEnd) {}

    /// A watch that resumed after each connection's end.
    ///
    /// @param from the revision at which it began; -1 for a streaming list
    /// @param toTheEnd whether it went on until everything was written
    record Watched(Sight sight, long from, List<Connection> connections, boolean toTheEnd) {}
}
