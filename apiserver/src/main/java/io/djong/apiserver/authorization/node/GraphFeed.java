package io.djong.apiserver.authorization.node;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.authorization.node.Vertex.Kind;
import io.djong.apiserver.cache.CacheEvent;
import io.djong.apiserver.cache.ResourceCache;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Brings the objects of one cache into the graph: all of them at first, then every change once.
///
/// @param <T> the type of the objects
final class GraphFeed<T extends KubeObject> {
    private final Kind kind;
    private final ResourceCache<T> cache;
    private final Function<T, Links> links;
    private @Nullable CacheEvent<T> last;

    GraphFeed(Kind kind, ResourceCache<T> cache, Function<T, Links> links) {
        this.kind = kind;
        this.cache = cache;
        this.links = links;
    }

    /// Reads what is new since the last call.
    void catchUp(NodeGraph graph) {
        var seen = last == null ? begin(graph) : last;
        for (var event = seen.next(); event != null; event = event.next()) {
            seen = event;
            apply(graph, event);
        }
        last = seen;
    }

    private CacheEvent<T> begin(NodeGraph graph) {
        while (true) {
            var snapshot = cache.snapshot();
            var after = cache.eventsAfter(snapshot.revision());
            if (after == null) {
                continue; // so much was written meanwhile that it must be read again
            }
            for (var each = snapshot.entries().entries(); each.next(); ) {
                graph.set(
                        Vertex.ofKey(kind, each.key()), links.apply(each.value().object()));
            }
            return after;
        }
    }

    private void apply(NodeGraph graph, CacheEvent<T> event) {
        var current = event.current();
        var previous = event.previous();
        if (current != null) {
            graph.set(Vertex.ofKey(kind, current.key()), links.apply(current.object()));
        } else if (previous != null) {
            graph.set(Vertex.ofKey(kind, previous.key()), Links.NONE);
        }
    }

    void follow(ResourceCache.Listener listener) {
        cache.add(listener);
    }
}
