package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.content.Renderer;
import io.djong.apiserver.content.StatusAnswer;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.EntryFilter;
import io.djong.apiserver.resource.ListRequest;
import io.djong.apiserver.resource.Listing;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.ResourceVersions;
import io.djong.apiserver.watch.EventCounts;
import io.djong.apiserver.watch.EventCursor;
import io.djong.apiserver.watch.WatchPump;
import io.djong.client.ApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Opens watches over HTTP.
public final class WatchVerb<H extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Listing<H> listing;
    private final WatchPump<H> pump;
    private final RandomGenerator random;
    private final Duration timeLimitMin;
    private final EventCounts counts;

    /// @param random spreads the ends of watches that began together
    /// @param timeLimitMin a watch that names no time limit ends after this and up to as long again
    /// @param counts of the events that are sent
    public WatchVerb(
            ObjectStore<H> objects,
            Listing<H> listing,
            WatchPump<H> pump,
            RandomGenerator random,
            Duration timeLimitMin,
            EventCounts counts) {
        this.objects = objects;
        this.listing = listing;
        this.pump = pump;
        this.random = random;
        this.timeLimitMin = timeLimitMin;
        this.counts = counts;
    }

    void watch(ApiExchange exchange, Renderer<H> renderer) throws ApiException, InterruptedException {
        var request = Options.list(exchange, objects.declaration());
        request.checkWatch();
        var start = start(request);
        exchange.commonHeaders();
        exchange.response().header("Content-Type", renderer.watchContentType());
        var stream = exchange.response().stream(200);
        if (!renderer.watches()) { // as upstream, which fails at the first event
            stream.close();
            return;
        }
        var encoder = renderer.watch();
        if (start == null) {
            var expired = Failures.expired("too old resource version: " + request.resourceVersion() + " ("
                    + objects.cache().oldestResumableRevision() + ")");
            var frame = encoder.error(StatusAnswer.of(expired));
            stream.write(frame);
            counts.sent(frame);
            stream.close();
            return;
        }
        var initialBookmark = request.bookmarks() && initialEvents(request);
        pump.serve(start, encoder, counts, stream, request.bookmarks(), initialBookmark, timeLimit(request));
    }

    private static boolean initialEvents(ListRequest request) {
        var asked = request.sendInitialEvents();
        if (asked != null) {
            return asked;
        }
        return request.resourceVersion().isEmpty() || request.resourceVersion().equals("0");
    }

    /// Where the watch begins; null when that is no longer known.
    private @Nullable EventCursor<H> start(ListRequest request) throws ApiException, InterruptedException {
        var cache = objects.cache();
        var filter = new EntryFilter<>(objects.declaration(), request);
        ServedVersion.checkReadVersion(request.resourceVersion());
        var revision = ResourceVersions.parseForUpdate(request.resourceVersion());
        if (request.resourceVersion().isEmpty()) {
            objects.awaitCurrent();
        } else if (revision > 0 && request.sendInitialEvents() != null) {
            listing.awaitRevision(revision);
        }
        if (initialEvents(request)) {
            return EventCursor.fromState(cache, filter);
        }
        if (revision == 0) {
            return EventCursor.after(cache, filter, cache.snapshot().revision());
        }
        return EventCursor.after(cache, filter, revision);
    }

    private Duration timeLimit(ListRequest request) {
        var asked = request.timeoutSeconds();
        if (asked != null && asked > 0) {
            return Duration.ofSeconds(asked);
        }
        return timeLimitMin.plusSeconds((long) (random.nextDouble() * timeLimitMin.toSeconds()));
    }
}
