package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;

/// What one watcher is told of one event.
///
/// @param entry the object, for DELETED as it was, at the revision of the event
public record Change<T extends KubeObject>(Kind kind, CacheEntry<T> entry) {
    /// The types of watch events that carry an object of the resource.
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
