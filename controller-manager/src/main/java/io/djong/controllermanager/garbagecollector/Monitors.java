package io.djong.controllermanager.garbagecollector;

import io.djong.api.meta.GroupResource;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.GroupVersionResource;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.base.metrics.Counter;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.discovery.Discovery;
import io.djong.client.discovery.ServedResources;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.controllermanager.context.ControllerContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An informer for every resource that can be listed, watched and deleted; follows what the server serves.
final class Monitors {
    private static final System.Logger LOG = System.getLogger(Monitors.class.getName());
    private static final List<String> VERBS = List.of("delete", "list", "watch");
    /// Events have no owners and no dependents, and there are many.
    private static final Set<GroupResource> IGNORED =
            Set.of(new GroupResource("", "events"), new GroupResource("events.k8s.io", "events"));
    /// How long the collector waits at its start for resources that cannot be read.
    private static final Duration SYNC_MAX = Duration.ofSeconds(30);

    /// What hears of every object.
    interface Listener {
        void observed(Resource<?> resource, @Nullable PartialObjectMetadata before, PartialObjectMetadata now);

        void deleted(Resource<?> resource, PartialObjectMetadata last);
    }

    private final Environment environment;
    private final KubeClient client;
    private final InformerFactory informers;
    private final Listener listener;
    private final Counter failures;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final Map<GroupVersionResource, Informer<PartialObjectMetadata>> running = new LinkedHashMap<>();
    private @Nullable ServedResources served;
    private boolean isReady;

    Monitors(ControllerContext context, Listener listener) {
        this.environment = context.environment();
        this.client = context.client();
        this.informers = context.informers();
        this.listener = listener;
        this.failures = context.metrics()
                .counter(
                        "garbagecollector_controller_resources_sync_error_total",
                        "Failures to learn what the server serves.");
    }

    /// The resource of a kind; null when the server serves none.
    ///
    /// @throws ApiException when it is not known what the server serves
    @Nullable
    Resource<?> ofKind(String apiVersion, String kind) throws ApiException, InterruptedException {
        ServedResources present = served();
        Resource<?> known = present == null ? null : present.ofKind(apiVersion, kind);
        if (known != null) return known;
        // Perhaps a new one: ask before an owner is said not to exist.
        sync();
        present = served();
        return present == null ? null : present.ofKind(apiVersion, kind);
    }

    private @Nullable ServedResources served() {
        lock.lock();
        try {
            return served;
        } finally {
            lock.unlock();
        }
    }

    /// Starts and ends informers as the server's resources come and go.
    void sync() throws ApiException, InterruptedException {
        ServedResources now;
        try {
            now = Discovery.read(client);
        } catch (ApiException e) {
            failures.inc();
            throw e;
        }
        Set<GroupVersion> stale = new HashSet<>(now.stale());
        lock.lock();
        try {
            served = now;
            Map<GroupVersionResource, Resource<?>> wanted = new LinkedHashMap<>();
            for (Resource<?> resource : now.preferred()) {
                boolean isWanted = resource.verbs().containsAll(VERBS) && !IGNORED.contains(resource.groupResource());
                if (isWanted) wanted.put(resource.gvr(), resource);
            }
            for (GroupVersionResource name : List.copyOf(running.keySet())) {
                if (wanted.containsKey(name) || stale.contains(name.groupVersion())) continue;
                Informer<?> informer = running.remove(name);
                if (informer != null) informers.drop(informer);
            }
            wanted.forEach((name, resource) -> {
                if (!running.containsKey(name)) running.put(name, follow(resource));
            });
        } finally {
            lock.unlock();
        }
    }

    private Informer<PartialObjectMetadata> follow(Resource<?> resource) {
        Informer<PartialObjectMetadata> informer = informers.metadata(resource);
        informer.addHandler(new Handler<>() {
            @Override
            public void added(PartialObjectMetadata object, boolean initial) {
                listener.observed(resource, null, object);
            }

            @Override
            public void updated(PartialObjectMetadata before, PartialObjectMetadata after) {
                listener.observed(resource, before, after);
            }

            @Override
            public void deleted(PartialObjectMetadata last) {
                listener.deleted(resource, last);
            }
        });
        informer.start();
        return informer;
    }

    /// Learns what there is, and lets those who wait in [#awaitReady] go on when all of it has been read once, or
    /// half a minute has passed.
    void begin() throws InterruptedException {
        while (true) {
            try {
                sync();
                break;
            } catch (ApiException e) {
                LOG.log(System.Logger.Level.INFO, "Garbage collector cannot learn what is served: {0}", e.getMessage());
                environment.timers().sleep(Duration.ofSeconds(1));
            }
        }
        Deadline deadline = Deadline.after(environment.ticker(), SYNC_MAX);
        while (!isSynced() && !deadline.isPast()) environment.timers().sleep(Duration.ofMillis(100));
        lock.lock();
        try {
            isReady = true;
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSynced() {
        lock.lock();
        try {
            for (Informer<?> informer : running.values()) {
                if (!informer.hasSynced()) return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the collector may act: a graph with holes would let an owner go before its dependents.
    void awaitReady() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isReady) ready.await();
        } finally {
            lock.unlock();
        }
    }
}
