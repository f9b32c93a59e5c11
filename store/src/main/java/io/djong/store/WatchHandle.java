package io.djong.store;

/// An open watch, in the hands of who opened it.
public interface WatchHandle extends AutoCloseable {
    /// Ends the watch: no call of the sink begins after this returns (one that is in progress may still
    /// end). Closing twice is allowed, and so is closing from within the sink.
    @Override
    void close();
}
