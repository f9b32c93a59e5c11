package io.djong.store.watch;

import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.StoreException;
import io.djong.store.WatchHandle;
import io.djong.store.WatchSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// One watcher: where it stands, and the loop that brings it on.
final class Watch implements WatchHandle {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());

    private final WatchHub hub;
    private final KeyRange range;
    private final WatchSink sink;

    /// Guarded by the hub's lock.
    final Condition changed;

    /// Guarded by the hub's lock.
    boolean closed;

    /// Guarded by the hub's lock.
    @Nullable
    StoreException failure;

    /// The first revision that is not delivered. Only this watch's thread uses it.
    long next;

    /// The last revision that the sink knows of. Only this watch's thread uses it.
    long reported;

    Watch(WatchHub hub, KeyRange range, long next, WatchSink sink) {
        this.hub = hub;
        this.range = range;
        this.next = next;
        this.reported = next - 2; // one that begins caught up says so
        this.sink = sink;
        this.changed = hub.newCondition();
    }

    @Override
    public void close() {
        hub.close(this);
    }

    void run() {
        try {
            while (step(hub.next(this))) {}
        } catch (StoreException e) {
            sink.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a watch ends because its sink threw", e);
        } finally {
            hub.remove(this);
        }
    }

    /// Returns whether there is more to come.
    private boolean step(WatchHub.Work work) throws StoreException, InterruptedException {
        switch (work) {
            case WatchHub.Work.Deliver(var batches) ->
                deliver(matching(batches), batches.getLast().revision());
            case WatchHub.Work.ReadLog(var toRevision) -> {
                var page = hub.log().read(range, next, toRevision);
                deliver(page.events(), page.throughRevision());
            }
            case WatchHub.Work.Progress(var revision) -> {
                sink.progress(revision);
                reported = revision;
            }
            case WatchHub.Work.End(var cause) -> {
                if (cause != null) {
                    sink.failed(cause);
                }
                return false;
            }
        }
        return true;
    }

    private void deliver(List<Event> events, long throughRevision) {
        if (!events.isEmpty()) {
            sink.events(events);
            reported = events.getLast().revision();
        }
        next = throughRevision + 1;
    }

    private List<Event> matching(List<Batch> batches) {
        var matching = new ArrayList<Event>();
        for (Batch batch : batches) {
            for (Event event : batch.events()) {
                if (range.contains(event.key())) {
                    matching.add(event);
                }
            }
        }
        return List.copyOf(matching);
    }
}
