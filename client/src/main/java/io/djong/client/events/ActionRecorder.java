package io.djong.client.events;

import io.djong.api.types.core.v1.ObjectReference;
import org.jspecify.annotations.Nullable;

/// Tells people about an object and what was done, in the name of one component: events of `events.k8s.io`, as the
/// scheduler writes them. Calls return at once; an [ActionSink] writes.
///
/// Events are a courtesy: they may be counted, delayed or dropped, and nothing may depend on them.
public interface ActionRecorder {
    /// Something happened.
    ///
    /// @param regarding whom it is about ([EventRecorder#referenceTo])
    /// @param related a second object, or null
    /// @param type `Normal` or `Warning`
    /// @param reason one CamelCase word: why
    /// @param action one CamelCase word: what was done or tried
    /// @param note a sentence, for people; at most [#NOTE_BYTES_MAX] are kept
    void record(
            ObjectReference regarding,
            @Nullable ObjectReference related,
            String type,
            String reason,
            String action,
            String note);

    /// The longest note that the API server takes.
    int NOTE_BYTES_MAX = 1024;
}
