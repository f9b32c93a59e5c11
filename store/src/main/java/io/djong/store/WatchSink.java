package io.djong.store;

import java.util.List;

/// Where the events of one watch go. Calls come one at a time, in order, on a virtual thread that belongs
/// to this watch.
///
/// A call may take its time: that delays this watch alone. A call that throws ends the watch, which is
/// logged as an error; no further call is made. An [InterruptedException] or [Error] is not expected.
public interface WatchSink {
    /// Changes in rising order of their revisions; all changes of one revision that lie in the range are
    /// in one call.
    ///
    /// @param events at least one, immutable
    void events(List<Event> events);

    /// Everything up to and including this revision has been delivered. Called when the watch has caught
    /// up and the last revision was not one of its events', also when it begins that way: so whoever
    /// waits for a revision sees [#events] or this reach it.
    void progress(long revision);

    /// The watch has ended and there are changes that it did not deliver. Called at most once, last.
    void failed(StoreException cause);
}
