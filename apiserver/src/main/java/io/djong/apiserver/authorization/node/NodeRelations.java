package io.djong.apiserver.authorization.node;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.certificates.v1beta1.CertificatesV1Beta1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.apiserver.authorization.node.Vertex.Kind;
import io.djong.apiserver.cache.CacheSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The graph of what nodes may see, as the caches are at the moment of the question. It follows them
/// while it is not asked too, so that it never holds old changes. Safe for several threads.
final class NodeRelations {
    private final ReentrantLock lock = new ReentrantLock();
    private final NodeGraph graph = new NodeGraph();
    private final List<GraphFeed<?>> feeds = new ArrayList<>();
    private boolean begun;

    /// @param caches of which pods must be one
    NodeRelations(CacheSource caches) {
        add(caches, CoreV1.PODS, Kind.POD, Links::of);
        add(caches, CoreV1.PERSISTENT_VOLUMES, Kind.VOLUME, Links::of);
        add(
                caches,
                StorageV1.VOLUME_ATTACHMENTS,
                Kind.VOLUME_ATTACHMENT,
                it -> Links.own(
                        new Vertex(Kind.VOLUME_ATTACHMENT, "", it.metadata().name()),
                        it.spec().nodeName()));
        add(
                caches,
                ResourceV1.RESOURCE_SLICES,
                Kind.SLICE,
                it -> Links.own(
                        new Vertex(Kind.SLICE, "", it.metadata().name()),
                        it.spec().nodeName()));
        add(
                caches,
                CertificatesV1Beta1.POD_CERTIFICATE_REQUESTS,
                Kind.CERTIFICATE_REQUEST,
                it -> Links.own(
                        new Vertex(
                                Kind.CERTIFICATE_REQUEST,
                                it.metadata().namespace(),
                                it.metadata().name()),
                        it.spec().nodeName()));
        feeds.forEach(feed -> feed.follow(this::changed));
    }

    private <T extends KubeObject> void add(
            CacheSource caches, Resource<T> resource, Kind kind, Function<T, Links> links) {
        var cache = caches.find(resource);
        if (cache != null) {
            feeds.add(new GraphFeed<>(kind, cache, links));
        }
    }

    /// Whether the node may see the object.
    boolean sees(String node, Vertex vertex) {
        lock.lock();
        try {
            begun = true;
            feeds.forEach(feed -> feed.catchUp(graph));
            return graph.sees(node, vertex);
        } finally {
            lock.unlock();
        }
    }

    /// On the caches' thread, which must not wait: whoever holds the lock reads the change too.
    private void changed() {
        if (lock.tryLock()) {
            try {
                if (begun) {
                    feeds.forEach(feed -> feed.catchUp(graph));
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
