package io.djong.client.reconcile;

import io.djong.api.meta.KubeObject;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.queue.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Runs a [Reconciler]: a queue of keys and the workers that empty it.
///
/// Workers are virtual threads. They begin when the informers named by [#waitFor] have their first lists, so
/// that nothing is decided on half a view. [#stop] lets each worker end the key it has: its blocking calls are
/// interrupted.
public final class Controller<K> extends Service {
    private static final System.Logger LOG = System.getLogger(Controller.class.getName());

    private final ControllerOptions<K> options;
    private final Environment environment;
    private final Reconciler<K> reconciler;
    private final WorkQueue<K> queue;
    private final LoopMetrics metrics;
    private final List<Informer<?>> sources = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();

    /// A controller that is not started; keys may be added already.
    public Controller(
            ControllerOptions<K> options, Environment environment, MetricRegistry metrics, Reconciler<K> reconciler) {
        super(options.name());
        this.options = options;
        this.environment = environment;
        this.reconciler = reconciler;
        this.queue = new WorkQueue<>(
                options.name(), environment, metrics, options.limiter().apply(environment.ticker()));
        this.metrics = new LoopMetrics(options.name(), metrics);
    }

    /// Workers begin only when this informer has synced. To be called before the start.
    public Controller<K> waitFor(Informer<?>... informers) {
        sources.addAll(List.of(informers));
        return this;
    }

    /// Asks for a run of this key.
    public void add(K key) {
        queue.add(key);
    }

    /// The controller's queue, for delays.
    public WorkQueue<K> queue() {
        return queue;
    }

    /// A handler that asks for a run of an object's key whenever anything happens to the object.
    public <T extends KubeObject> Handler<T> enqueueing(Function<? super T, ? extends K> keyOf) {
        return new Handler<>() {
            @Override
            public void added(T object, boolean initial) {
                queue.add(keyOf.apply(object));
            }

            @Override
            public void updated(T before, T after) {
                queue.add(keyOf.apply(after));
            }

            @Override
            public void deleted(T last) {
                queue.add(keyOf.apply(last));
            }
        };
    }

    @Override
    protected void onStart() {
        for (int i = 0; i < options.workers(); i++) {
            workers.add(environment.threads().start(options.name() + " worker " + i, this::work));
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        queue.shutDown();
        for (Thread worker : workers) worker.interrupt();
        for (Thread worker : workers) worker.join();
        workers.clear();
    }

    private void work() {
        try {
            for (Informer<?> source : sources) source.awaitSynced();
            for (K key = queue.get(); key != null; key = queue.get()) {
                try {
                    run(key);
                } finally {
                    queue.done(key);
                }
            }
        } catch (InterruptedException e) {
            // Stopping: the worker ends.
        }
    }

    private void run(K key) throws InterruptedException {
        try {
            switch (reconciler.reconcile(key)) {
                case Next.OnChange onChange -> queue.forget(key);
                case Next.After(var delay) -> {
                    queue.forget(key);
                    queue.addAfter(key, delay);
                }
                case Next.Retry(var reason) -> {
                    LOG.log(System.Logger.Level.DEBUG, "{0}: {1} again: {2}", options.name(), key, reason);
                    queue.addRateLimited(key);
                }
            }
        } catch (ApiException e) {
            metrics.failed();
            // A conflict is how two writers meet: nothing to tell.
            var level = e.isConflict() ? System.Logger.Level.DEBUG : System.Logger.Level.INFO;
            LOG.log(level, "{0}: {1} failed: {2}", options.name(), key, e.getMessage());
            again(key);
        } catch (RuntimeException e) {
            metrics.broken();
            LOG.log(System.Logger.Level.ERROR, options.name() + ": " + key + " met a bug", e);
            again(key);
        }
    }

    private void again(K key) {
        if (options.attemptsMax() > 0 && queue.requeues(key) >= options.attemptsMax()) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1} dropped out of the queue", options.name(), key);
            queue.forget(key);
        } else {
            queue.addRateLimited(key);
        }
    }
}
