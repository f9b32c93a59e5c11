package io.djong.client;

import io.djong.api.meta.KubeObject;

/// One thing that a watch reports. An error event of the wire is not among them: it is thrown by
/// [WatchStream#next].
public sealed interface WatchEvent<T extends KubeObject> {
    /// The object exists now, or began to match the watch's selectors.
    record Added<T extends KubeObject>(T object) implements WatchEvent<T> {}

    /// The object has changed.
    record Modified<T extends KubeObject>(T object) implements WatchEvent<T> {}

    /// The object is gone, or no longer matches the watch's selectors. Carries its last state, with the
    /// resource version of the deletion.
    record Deleted<T extends KubeObject>(T object) implements WatchEvent<T> {}

    /// Everything up to this resource version has been delivered; a watch may be resumed from it.
    ///
    /// @param resourceVersion never empty
    /// @param initialEventsEnd the bookmark that ends the initial events of a streaming list (annotation
    ///     `k8s.io/initial-events-end`)
    record Bookmark<T extends KubeObject>(String resourceVersion, boolean initialEventsEnd) implements WatchEvent<T> {}
}
