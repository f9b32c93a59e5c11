package io.djong.client.informer;

import io.djong.api.meta.KubeObject;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ListQuery;
import io.djong.client.ResourceClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A local copy of what one query selects, kept fresh by a list and a watch, and the news about it.
///
/// ## Promises
/// - The copy passes through states that the server's collection had, in their order, but may skip some; it
///   never goes back. It lags behind: by the network when all is well, without limit when the server cannot be
///   reached.
/// - The lister shows a change before any handler hears of it, and a handler hears of everything in order.
///   Handlers of one informer see the same order.
/// - A handler registered late first hears of everything that is there, as additions marked `initial`.
/// - After a gap (a relist) the handlers hear of the difference: an update where several were missed, a
///   deletion with the last *known* state where the final one was missed. An object replaced by another of its
///   name is a deletion and an addition.
/// - Objects whose resource version has not changed are not reported. Objects are immutable and shared.
/// - Nothing polls: an informer waits in its watch, and sleeps only in the back-off after a failure.
///
/// ## Non-promises
/// - No read-your-writes: after a create, the lister may not have it. Compare [Lister#resourceVersion], or keep
///   expectations.
/// - Two informers agree on nothing: a Pod may be there before its ReplicaSet.
/// - A change that was undone between two lists may never be heard of.
///
/// ## Example
/// ```java
/// Informer<Pod> pods = factory.informer(CoreV1.PODS);
/// pods.addIndex(new Index<>("node", pod -> List.of(pod.spec().nodeName())));
/// pods.addHandler(new Handler<>() { … queue.add(ownerOf(pod)) … });
/// factory.start();
/// factory.awaitSynced();
/// List<Pod> here = pods.lister().byIndex("node", "worker-1");
/// ```
/// Source: client-go `tools/cache`, `SharedInformer`.
public final class Informer<T extends KubeObject> {
    private final Environment environment;
    private final Reflector<T> reflector;
    private final Deliveries<T> deliveries = new Deliveries<>();
    private final Lister<T> lister = new Lister<>(deliveries::snapshot);
    private final String name;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Timer> resyncs = new ArrayList<>();
    private @Nullable Thread thread;

    /// An informer that is not started.
    ///
    /// @param query namespace and selectors; the rest of it is the informer's own business
    /// @param streamingList whether to begin with a streaming list; falls back to a plain one when it is
    ///     refused
    /// @param shape applied to each object before it is stored: leave out what nobody reads. Must keep the
    ///     metadata's name, namespace, uid and resource version
    public Informer(
            Environment environment,
            ResourceClient<T> client,
            ListQuery query,
            boolean streamingList,
            UnaryOperator<T> shape) {
        this.environment = environment;
        this.name = "informer " + client.resource().plural();
        this.reflector = new Reflector<>(environment, client, query, streamingList, shape, deliveries);
    }

    /// Reads the copy. The same lister for the whole life of the informer.
    public Lister<T> lister() {
        return lister;
    }

    /// Adds an index, before or after the start. Does nothing when one of this name exists.
    public void addIndex(Index<T> index) {
        deliveries.addIndex(index);
    }

    /// Registers a handler; if the informer has objects already, the handler hears of them before this returns.
    public Registration addHandler(Handler<? super T> handler) {
        return deliveries.add(handler);
    }

    /// Registers a handler that is told of every object again once per period, as an update without a change.
    public Registration addHandler(Handler<? super T> handler, Duration resync) {
        Registration registration = deliveries.add(handler);
        lock.lock();
        try {
            resyncs.add(environment.timers().every(resync, () -> deliveries.resync(registration)));
        } finally {
            lock.unlock();
        }
        return registration;
    }

    /// Whether the first list has been applied and delivered.
    public boolean hasSynced() {
        return deliveries.hasSynced();
    }

    /// Waits until [#hasSynced]; without a limit when the server cannot be reached.
    public void awaitSynced() throws InterruptedException {
        deliveries.awaitSynced();
    }

    /// Starts reading. Does nothing when it runs already.
    public void start() {
        lock.lock();
        try {
            if (thread == null) thread = environment.threads().start(name, reflector::run);
        } finally {
            lock.unlock();
        }
    }

    /// Ends reading; the lister keeps the last state. An informer is not started again. Does not wait for the
    /// thread.
    public void stop() {
        lock.lock();
        try {
            for (Timer timer : resyncs) timer.cancel();
            resyncs.clear();
            reflector.stop();
            if (thread != null) thread.interrupt();
        } finally {
            lock.unlock();
        }
    }
}
