package io.djong.client.informer;

import io.djong.api.meta.GroupVersionResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// One informer for all who ask for the same thing: the same resource, selection and shape.
///
/// [#start] starts what has been asked for so far, and can be called again after more was. Safe for
/// any number of threads.
public final class InformerFactory {
    private final Environment environment;
    private final KubeClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Request, Informer<?>> informers = new LinkedHashMap<>();

    /// A resource that discovery made anew is the same one: names decide, and what its objects are read as.
    private record Request(GroupVersionResource resource, Class<?> codec, ListQuery query, String shape) {
        static Request of(Resource<?> resource, ListQuery query, String shape) {
            return new Request(resource.gvr(), resource.type().codec().getClass(), query, shape);
        }
    }

    /// A factory of informers that read as this client's user.
    public InformerFactory(Environment environment, KubeClient client) {
        this.environment = environment;
        this.client = client;
    }

    /// The informer over all objects of a resource, whole but for what [#informer(Resource, ListQuery)] says.
    public <T extends KubeObject> Informer<T> informer(Resource<T> resource) {
        return informer(resource, ListQuery.ALL);
    }

    /// The informer over what a query selects, whole objects, but pods without their managed fields: there are
    /// many of them, and nobody here reads who manages what.
    public <T extends KubeObject> Informer<T> informer(Resource<T> resource, ListQuery query) {
        UnaryOperator<T> shape =
                resource.type().equals(Pod.TYPE) ? InformerFactory::withoutManagedFields : UnaryOperator.identity();
        return informer(resource, query, "", shape);
    }

    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    private static <T extends KubeObject> T withoutManagedFields(T object) {
        var meta = object.metadata();
        return meta.managedFields().isEmpty() ? object : (T) object.withMetadata(meta.withManagedFields(List.of()));
    }

    /// The informer over what a query selects, objects in a shape.
    ///
    /// @param shapeName tells shapes apart; two of one name are taken for the same
    @SuppressWarnings("unchecked") // the map holds an Informer<T> under a Resource<T>
    public <T extends KubeObject> Informer<T> informer(
            Resource<T> resource, ListQuery query, String shapeName, UnaryOperator<T> shape) {
        return (Informer<T>) find(
                Request.of(resource, query, shapeName),
                () -> new Informer<>(environment, client.of(resource), query, client.prefersStreamingLists(), shape));
    }

    /// The informer over the metadata of all objects of a resource.
    @SuppressWarnings("unchecked") // under this shape name there are only metadata informers
    public Informer<PartialObjectMetadata> metadata(Resource<?> resource) {
        return (Informer<PartialObjectMetadata>) find(
                Request.of(resource, ListQuery.ALL, "metadata only"),
                () -> new Informer<>(
                        environment,
                        client.metadata(resource),
                        ListQuery.ALL,
                        client.prefersStreamingLists(),
                        UnaryOperator.identity()));
    }

    private Informer<?> find(Request request, Supplier<Informer<?>> make) {
        lock.lock();
        try {
            Informer<?> informer = informers.get(request);
            if (informer == null) {
                informer = make.get();
                informers.put(request, informer);
            }
            return informer;
        } finally {
            lock.unlock();
        }
    }

    /// Ends an informer that nobody needs any more, and forgets it.
    public void drop(Informer<?> informer) {
        lock.lock();
        try {
            informers.values().remove(informer);
        } finally {
            lock.unlock();
        }
        informer.stop();
    }

    /// Starts all informers that are not running, in the order in which they were asked for.
    public void start() {
        for (Informer<?> informer : all()) informer.start();
    }

    /// Waits until every informer has its first list.
    public void awaitSynced() throws InterruptedException {
        for (Informer<?> informer : all()) informer.awaitSynced();
    }

    /// Whether every informer has its first list.
    public boolean hasSynced() {
        for (Informer<?> informer : all()) {
            if (!informer.hasSynced()) return false;
        }
        return true;
    }

    /// Stops all informers.
    public void stop() {
        for (Informer<?> informer : all()) informer.stop();
    }

    private List<Informer<?>> all() {
        lock.lock();
        try {
            return List.copyOf(informers.values());
        } finally {
            lock.unlock();
        }
    }
}
