package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.ObjectReference;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.runtime.rpc.RpcException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Lets a [RuntimeCollection] work each minute, as upstream does.
public final class CollectionLoop extends Service {
    private static final Log LOG = Log.of(CollectionLoop.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Environment environment;
    private final RuntimeCollection collection;
    private final Predicate<String> gone;
    private final EventRecorder events;
    private final ObjectReference node;
    private @Nullable Timer timer;

    /// @param gone whether a pod, by uid, is gone, so that nothing of it is needed; false while not all pods are
    /// known
    /// @param node what events point to
    public CollectionLoop(
            Environment environment,
            RuntimeCollection collection,
            Predicate<String> gone,
            EventRecorder events,
            ObjectReference node) {
        super("runtime-collection");
        this.environment = environment;
        this.collection = collection;
        this.gone = gone;
        this.events = events;
        this.node = node;
    }

    @Override
    protected void onStart() {
        timer = environment.timers().every(PERIOD, () -> {
            try {
                collection.collect(gone);
            } catch (RpcException e) {
                if (!e.isUnavailable()) {
                    LOG.error("Container garbage collection failed", e);
                }
                events.record(node, "Warning", "ContainerGCFailed", String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    protected void onStop() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
