package io.djong.client.fake;

import io.djong.api.meta.KubeObject;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A cursor into a resource's log.
final class FakeWatch<T extends KubeObject> implements WatchStream<T> {
    private final FakeResourceClient<T> resource;
    private final Selection selection;
    private final ArrayDeque<WatchEvent<T>> initial = new ArrayDeque<>();
    private long seen;
    private boolean closed;
    boolean broken;

    FakeWatch(FakeResourceClient<T> resource, ListQuery query, long from) throws ApiException {
        this.resource = resource;
        this.selection = Selection.of(query);
        this.seen = from;
        if (query.sendInitialEvents()) {
            for (T object : resource.objects.values()) {
                if (selection.matches(object)) initial.add(new WatchEvent.Added<>(object));
            }
            seen = resource.server.revision;
            initial.add(new WatchEvent.Bookmark<>(Long.toString(seen), true));
        }
    }

    @Override
    public @Nullable WatchEvent<T> next() throws ApiException, InterruptedException {
        resource.server.lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) return null;
                if (broken) throw new ApiException.Unreachable("the connection broke", true, null);
                WatchEvent<T> first = initial.poll();
                if (first != null) return first;
                WatchEvent<T> event = fromLog();
                if (event != null) return event;
                resource.server.changed.await();
            }
        } finally {
            resource.server.lock.unlock();
        }
    }

    private @Nullable WatchEvent<T> fromLog() throws ApiException {
        if (seen < resource.compactedRevision) {
            throw Refusals.of(410, "Expired", "too old resource version: " + seen);
        }
        for (var change : resource.log) {
            if (change.revision() <= seen) continue;
            seen = change.revision();
            T before = change.before();
            T after = change.after();
            boolean was = before != null && selection.matches(before);
            if (after != null && selection.matches(after)) {
                return was ? new WatchEvent.Modified<>(after) : new WatchEvent.Added<>(after);
            }
            if (was && before != null)
                return new WatchEvent.Deleted<>(after == null ? before : atVersionOf(before, after));
        }
        return null;
    }

    /// An object that no longer matches is reported as it was, with the version at which it went.
    @SuppressWarnings("unchecked") // withMetadata answers an object of the same type
    private T atVersionOf(T before, T after) {
        return (T) before.withMetadata(
                before.metadata().withResourceVersion(after.metadata().resourceVersion()));
    }

    @Override
    public void close() {
        resource.server.lock.lock();
        try {
            closed = true;
            resource.watches.remove(this);
            resource.server.changed.signalAll();
        } finally {
            resource.server.lock.unlock();
        }
    }
}
