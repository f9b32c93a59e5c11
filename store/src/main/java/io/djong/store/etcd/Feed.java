package io.djong.store.etcd;

import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.store.StoreException;
import io.djong.store.watch.WatchHub;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one watch over the whole key space that feeds the hub: begun again, at another server, where it
/// broke off.
final class Feed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Feed.class.getName());
    private static final Duration PAUSE_FIRST = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(2);

    private final Environment env;
    private final Endpoints endpoints;
    private final WatchHub hub;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WatchStream stream;
    private @Nullable Timer retry;
    private Duration pause = PAUSE_FIRST;
    private boolean closed;

    Feed(Environment env, Endpoints endpoints, WatchHub hub) {
        this.env = env;
        this.endpoints = endpoints;
        this.hub = hub;
    }

    void start() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            int turn = endpoints.turn();
            stream = WatchStream.open(endpoints.channel(turn), hub.revision() + 1, new Follower(turn));
        } finally {
            lock.unlock();
        }
    }

    private void restart() {
        lock.lock();
        try {
            if (!closed) {
                retry = env.timers().once(pause, this::start);
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (retry != null) {
                retry.cancel();
            }
            if (stream != null) {
                stream.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Hands one stream's events on.
    private final class Follower implements WatchStream.Listener {
        private final int turn;

        Follower(int turn) {
            this.turn = turn;
        }

        @Override
        public void began() {
            lock.lock();
            try {
                pause = PAUSE_FIRST;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void changes(List<Responses.Change> changes) {
            var batches = Changes.batches(changes);
            if (batches == null) {
                long revision = changes.getLast().entry().modRevision();
                hub.skipTo(revision, new StoreException.Compacted(hub.revision() + 1, revision));
            } else {
                hub.publish(batches);
            }
        }

        @Override
        public void compacted(long compactRevision) {
            // we were away for so long that what happened meanwhile is gone: watchers must begin again
            hub.skipTo(compactRevision, new StoreException.Compacted(hub.revision() + 1, compactRevision));
        }

        @Override
        public void ended(Status status) {
            LOG.log(System.Logger.Level.DEBUG, "the watch over etcd ended and is begun again: {0}", status);
            endpoints.failed(turn);
            restart();
        }
    }
}
