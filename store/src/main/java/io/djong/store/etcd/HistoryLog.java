package io.djong.store.etcd;

import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.StoreException;
import io.djong.store.watch.Batch;
import io.djong.store.watch.EventLog;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads the past by a watch of its own, over all keys: each revision has changed some key, so the last
/// revision wanted is certain to arrive, which etcd 3.4 does not promise for a narrower range.
final class HistoryLog implements EventLog {
    /// Changes in one page.
    private static final int PAGE_EVENTS_MAX = 2000;

    private final Endpoints endpoints;

    HistoryLog(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Page read(KeyRange range, long fromRevision, long toRevision) throws StoreException, InterruptedException {
        int turn = endpoints.turn();
        var collector = new Collector(fromRevision, toRevision);
        WatchStream stream = WatchStream.open(endpoints.channel(turn), fromRevision, collector);
        try {
            List<Batch> batches = collector.await();
            var events = new ArrayList<Event>();
            for (Batch batch : batches) {
                for (Event event : batch.events()) {
                    if (range.contains(event.key())) {
                        events.add(event);
                    }
                }
            }
            return new Page(events, batches.getLast().revision());
        } catch (StoreException.Unavailable e) {
            endpoints.failed(turn);
            throw e;
        } finally {
            stream.close();
        }
    }

    /// The revision compacted last, which only a watch that begins before it is told.
    ///
    /// @param before a revision that is compacted away
    long compactedRevision(long before) throws StoreException, InterruptedException {
        var collector = new Collector(before, before);
        WatchStream stream = WatchStream.open(endpoints.channel(endpoints.turn()), before, collector);
        try {
            collector.await();
            return before;
        } catch (StoreException.Compacted e) {
            return e.compactedRevision();
        } finally {
            stream.close();
        }
    }

    /// Gathers what arrives until it is enough.
    private static final class Collector implements WatchStream.Listener {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final List<Batch> batches = new ArrayList<>();
        private final long fromRevision;
        private final long toRevision;
        private int events;
        private boolean enough;
        private @Nullable StoreException failure;

        Collector(long fromRevision, long toRevision) {
            this.fromRevision = fromRevision;
            this.toRevision = toRevision;
        }

        List<Batch> await() throws StoreException, InterruptedException {
            lock.lock();
            try {
                while (!enough && failure == null) {
                    changed.await();
                }
                if (failure != null) {
                    throw failure;
                }
                return List.copyOf(batches);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void began() {}

        @Override
        public void changes(List<Responses.Change> changes) {
            var found = Changes.batches(changes);
            if (found == null) {
                compacted(fromRevision);
                return;
            }
            lock.lock();
            try {
                for (Batch batch : found) {
                    if (!enough && batch.revision() <= toRevision) {
                        batches.add(batch);
                        events += batch.events().size();
                    }
                    enough |= events >= PAGE_EVENTS_MAX || batch.revision() >= toRevision;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void compacted(long compactRevision) {
            fail(new StoreException.Compacted(fromRevision, compactRevision));
        }

        @Override
        public void ended(Status status) {
            fail(new StoreException.Unavailable("etcd's history cannot be read: " + status, status.getCause()));
        }

        private void fail(StoreException cause) {
            lock.lock();
            try {
                if (failure == null && !enough) {
                    failure = cause;
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
