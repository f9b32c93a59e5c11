package io.djong.client.reconcile;

import java.time.Duration;

/// What shall happen with a key after a run that did not fail.
public sealed interface Next {
    /// Nothing, until an event adds the key again. The key's failures are forgotten.
    static Next onChange() {
        return OnChange.ON_CHANGE;
    }

    /// Another run after this time, or earlier when an event asks for it. The key's failures are forgotten.
    static Next after(Duration delay) {
        return new After(delay);
    }

    /// Another run after the key's back-off, as for a failure, but nothing failed: the world is not ready yet.
    ///
    /// @param reason for the debug log
    static Next retry(String reason) {
        return new Retry(reason);
    }

    /// See [Next#onChange()].
    enum OnChange implements Next {
        /// The only one.
        ON_CHANGE
    }

    /// See [Next#after(Duration)].
    record After(Duration delay) implements Next {}

    /// See [Next#retry(String)].
    record Retry(String reason) implements Next {}
}
