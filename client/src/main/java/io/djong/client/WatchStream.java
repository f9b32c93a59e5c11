package io.djong.client;

import io.djong.api.meta.KubeObject;
import org.jspecify.annotations.Nullable;

/// An open watch. One thread reads; any thread may close.
public interface WatchStream<T extends KubeObject> extends AutoCloseable {
    /// Waits for the next event, in the order of resource versions.
    ///
    /// @return null when the stream has ended without an error: the server's time limit, or [#close]
    /// @throws ApiException.Refused for an error event; code 410 (`Expired`, `Gone`): the resource version from
    ///     which to resume is no longer there, list again
    /// @throws ApiException.Unreachable when the connection broke; resume from the last seen resource version
    @Nullable
    WatchEvent<T> next() throws ApiException, InterruptedException;

    /// Ends the watch and wakes a thread that waits in [#next]. Idempotent, never blocks.
    @Override
    void close();
}
