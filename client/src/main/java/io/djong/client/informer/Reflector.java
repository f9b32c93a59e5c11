package io.djong.client.informer;

import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Follows one query: lists, then watches from there, and begins again where the server says that it must.
///
/// Where it starts: the first list asks for whatever the server's cache has (`resourceVersion=0`), a later one
/// for nothing older than what was seen; after `Expired`, or when the server does not know the version yet, for
/// the most recent. Source: client-go `tools/cache`, `Reflector`.
final class Reflector<T extends KubeObject> {
    private static final System.Logger LOG = System.getLogger(Reflector.class.getName());

    /// Upstream's: a watch lasts between one and two times this.
    private static final Duration WATCH_AT_LEAST = Duration.ofMinutes(5);
    /// A watch that ends sooner than this without an event counts as a failure.
    private static final Duration WATCH_VERY_SHORT = Duration.ofSeconds(1);
    /// Items of one page of a list that goes to the server's store.
    private static final int PAGE = 500;

    private final Environment environment;
    private final ResourceClient<T> client;
    private final ListQuery query;
    private final UnaryOperator<T> shape;
    private final Deliveries<T> deliveries;
    private final FailureDelay failures;

    /// Where the next watch starts; null when a list must come first.
    private @Nullable String watchFrom;
    /// No older than this must the next list be; "" for the most recent.
    private String listFrom = "0";

    private boolean streaming;
    private volatile boolean stopped;
    private volatile @Nullable WatchStream<T> open;

    Reflector(
            Environment environment,
            ResourceClient<T> client,
            ListQuery query,
            boolean streamingList,
            UnaryOperator<T> shape,
            Deliveries<T> deliveries) {
        this.environment = environment;
        this.client = client;
        this.query = query;
        this.streaming = streamingList;
        this.shape = shape;
        this.deliveries = deliveries;
        this.failures = new FailureDelay(environment);
    }

    void stop() {
        stopped = true;
        WatchStream<T> stream = open;
        if (stream != null) stream.close();
    }

    void run() {
        try {
            while (!stopped) {
                try {
                    follow();
                } catch (ApiException e) {
                    if (stopped) return;
                    recover(e);
                    environment.timers().sleep(failures.next(e));
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "Informer failed; it lists again: " + describe(), e);
                    watchFrom = null;
                    environment.timers().sleep(failures.next(null));
                }
            }
        } catch (InterruptedException e) {
            // Stopped: this is the end of the informer's thread.
        }
    }

    /// One list, when needed, and one watch up to its end.
    private void follow() throws ApiException, InterruptedException {
        String from = watchFrom;
        if (from != null) {
            watch(query.withResourceVersion(from).withBookmarks(), false);
        } else if (streaming) {
            watch(
                    query.withResourceVersion(listFrom.equals("0") ? "" : listFrom)
                            .asStreamingList(),
                    true);
        } else {
            list();
        }
    }

    private void list() throws ApiException, InterruptedException {
        List<T> items = new ArrayList<>();
        String version = "";
        String token = "";
        // A list from the cache comes in one piece; one from the store in pages.
        long limit = listFrom.isEmpty() ? PAGE : 0;
        do {
            ListQuery page = query.withPage(limit, token);
            KubeList<T> part = client.list(token.isEmpty() ? page.withResourceVersion(listFrom) : page);
            for (T item : part.items()) items.add(shape.apply(item));
            if (version.isEmpty()) version = part.metadata().resourceVersion();
            token = part.metadata().continue_();
        } while (!token.isEmpty());
        replace(items, version);
    }

    private void replace(List<T> items, String version) {
        deliveries.replace(items, version);
        listFrom = version;
        watchFrom = version;
    }

    private void watch(ListQuery from, boolean listsFirst) throws ApiException, InterruptedException {
        Duration limit = WATCH_AT_LEAST.plusMillis(environment.random().nextLong(WATCH_AT_LEAST.toMillis()));
        long started = environment.ticker().nanos();
        long events = 0;
        @Nullable Map<ObjectKey, T> initial = listsFirst ? new LinkedHashMap<>() : null;
        try (WatchStream<T> stream = client.watch(from.withTimeout(limit))) {
            open = stream;
            if (stopped) return;
            for (WatchEvent<T> event = stream.next(); event != null; event = stream.next()) {
                events++;
                if (initial == null) {
                    apply(event);
                } else if (collect(event, initial)) {
                    initial = null;
                }
            }
        } finally {
            open = null;
        }
        if (stopped) return;
        Duration lasted = Duration.ofNanos(environment.ticker().nanos() - started);
        if (events == 0 && lasted.compareTo(WATCH_VERY_SHORT) < 0) {
            throw new ApiException.Unreachable("watch ended at once without an event: " + describe(), true, null);
        }
    }

    /// @return whether the initial events are complete, and were applied
    private boolean collect(WatchEvent<T> event, Map<ObjectKey, T> initial) {
        switch (event) {
            case WatchEvent.Added<T>(var object) -> initial.put(ObjectKey.of(object), shape.apply(object));
            case WatchEvent.Modified<T>(var object) -> initial.put(ObjectKey.of(object), shape.apply(object));
            case WatchEvent.Deleted<T>(var object) -> initial.remove(ObjectKey.of(object));
            case WatchEvent.Bookmark<T>(var version, var end) -> {
                if (!end) return false;
                replace(new ArrayList<>(initial.values()), version);
                return true;
            }
        }
        return false;
    }

    private void apply(WatchEvent<T> event) {
        switch (event) {
            case WatchEvent.Added<T>(var object) -> changed(object);
            case WatchEvent.Modified<T>(var object) -> changed(object);
            case WatchEvent.Deleted<T>(var object) -> {
                deliveries.deleted(shape.apply(object));
                seen(object.metadata().resourceVersion());
            }
            case WatchEvent.Bookmark<T>(var version, var end) -> {
                deliveries.reached(version);
                seen(version);
            }
        }
    }

    private void changed(T object) {
        deliveries.changed(shape.apply(object));
        seen(object.metadata().resourceVersion());
    }

    private void seen(String version) {
        watchFrom = version;
        listFrom = version;
    }

    private void recover(ApiException e) {
        boolean listing = watchFrom == null;
        if (e.isExpired() || e.hasCause("ResourceVersionTooLarge") || isTooLargeVersion(e)) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Informer lists the most recent state: {0}: {1}",
                    describe(),
                    message(e));
            listFrom = "";
            watchFrom = null;
        } else if (listing && streaming && (e.isInvalid() || e.isBadRequest() || e.isForbidden())) {
            LOG.log(System.Logger.Level.DEBUG, "No streaming list, listing: {0}: {1}", describe(), message(e));
            streaming = false;
        } else if (e instanceof ApiException.Unreachable || e.isTooManyRequests() || e.code() >= 500) {
            LOG.log(System.Logger.Level.DEBUG, "Informer tries again: {0}: {1}", describe(), message(e));
        } else {
            LOG.log(System.Logger.Level.WARNING, "Informer cannot read: {0}: {1}", describe(), message(e));
            watchFrom = null;
        }
    }

    private static boolean isTooLargeVersion(ApiException e) {
        return e.isTimeout() && message(e).contains("Too large resource version");
    }

    private static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private String describe() {
        return client.resource().plural() + "." + client.resource().group();
    }
}
