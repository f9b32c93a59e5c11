package io.djong.apiserver.cache;

import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.store.Store;
import io.djong.store.StoreException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lets the store forget its history, as upstream's compactor does: at each turn up to the revision that
/// was the latest at the turn before. So a reader of the past has at least one interval. Several servers
/// may do this on one store; the youngest revision that any of them names counts.
public final class Compactor {
    private static final System.Logger LOG = System.getLogger(Compactor.class.getName());

    private final Environment environment;
    private final Store store;
    private final Duration interval;
    private final LongConsumer forgotten;
    private @Nullable Timer timer;
    private long revisionBefore;

    /// @param interval zero for never
    /// @param forgotten told the revision before which there is no history any more
    public Compactor(Environment environment, Store store, Duration interval, LongConsumer forgotten) {
        this.forgotten = forgotten;
        this.environment = environment;
        this.store = store;
        this.interval = interval;
    }

    /// Begins; the first turn only remembers.
    public void start() {
        if (!interval.isZero()) {
            timer = environment.timers().every(interval, this::turn);
        }
    }

    /// Ends. A turn that has begun may still finish.
    public void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void turn() {
        try {
            var now = store.revision();
            if (revisionBefore > 0) {
                store.compact(revisionBefore);
                forgotten.accept(revisionBefore);
            }
            revisionBefore = now;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "the store was not compacted, tried again later: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
