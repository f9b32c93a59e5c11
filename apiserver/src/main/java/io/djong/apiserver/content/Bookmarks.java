package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.Map;

/// The objects of bookmark events.
final class Bookmarks {
    private static final Map<String, String> INITIAL_EVENTS_END = Map.of("k8s.io/initial-events-end", "true");

    private Bookmarks() {}

    /// An object with every field at its zero but the resource version, and the annotation that ends a
    /// streaming list.
    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    static <V extends KubeObject> V of(KubeType<V> type, long revision, boolean initialEventsEnd) {
        return (V) type.empty().withMetadata(metadata(revision, initialEventsEnd));
    }

    static ObjectMeta metadata(long revision, boolean initialEventsEnd) {
        var meta = ObjectMeta.EMPTY.withResourceVersion(Long.toUnsignedString(revision));
        return initialEventsEnd ? meta.withAnnotations(INITIAL_EVENTS_END) : meta;
    }
}
