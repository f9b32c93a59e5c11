package io.djong.kubelet.runtime;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
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
    private @Nullable Timer timer;

    /// @param gone whether a pod, by uid, is gone, so that nothing of it is needed; false while not all pods are
    /// known
    public CollectionLoop(Environment environment, RuntimeCollection collection, Predicate<String> gone) {
        super("runtime-collection");
        this.environment = environment;
        this.collection = collection;
        this.gone = gone;
    }

    @Override
    protected void onStart() {
        timer = environment.timers().every(PERIOD, () -> {
            try {
                collection.collect(gone);
            } catch (RpcException e) {
                LOG.error("Container garbage collection failed", e);
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
