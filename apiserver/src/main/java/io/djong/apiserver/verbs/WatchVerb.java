package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.content.Negotiation;
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
import io.djong.apiserver.watch.WatchSocket;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.http.PieceWriter;
import io.djong.http.websocket.Handshake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Opens watches over HTTP.
public final class WatchVerb<H extends KubeObject> {
    /// In binary forms, each event begins with its length.
    private static final int LENGTH_BYTES = 4;
    /// A watcher has nothing to say.
    private static final int MESSAGE_BYTES_MAX = 4_096;

    private final ObjectStore<H> objects;
    private final Listing<H> listing;
    private final WatchPump<H> pump;
    private final Environment environment;
    private final Duration timeLimitMin;
    private final EventCounts counts;

    /// @param environment whose chance spreads the ends of watches that began together
    /// @param timeLimitMin a watch that names no time limit ends after this and up to as long again
    /// @param counts of the events that are sent
    public WatchVerb(
            ObjectStore<H> objects,
            Listing<H> listing,
            WatchPump<H> pump,
            Environment environment,
            Duration timeLimitMin,
            EventCounts counts) {
        this.objects = objects;
        this.listing = listing;
        this.pump = pump;
        this.environment = environment;
        this.timeLimitMin = timeLimitMin;
        this.counts = counts;
    }

    void watch(ApiExchange exchange, Renderer<H> renderer) throws ApiException, InterruptedException {
        var request = ListParameters.of(exchange, objects.declaration());
        ServedVersion.checkReadVersion(request.resourceVersion());
        EventCursor<H> start = null;
        ApiException refusal = null;
        try {
            start = start(request);
        } catch (ApiException e) { // told as an event, as upstream tells it
            refusal = e;
        }
        if (!renderer.streams()) {
            throw Failures.notAcceptable("only the following media types are accepted: " + Negotiation.STREAMS);
        }
        if (renderer.watches()) {
            renderer.check(false);
        }
        exchange.commonHeaders();
        var stream = stream(exchange, renderer);
        if (!renderer.watches()) { // as upstream, which fails at the first event
            stream.close();
            return;
        }
        var encoder = renderer.watch();
        if (start == null) {
            var frame = encoder.error(StatusAnswer.of(refusal == null ? expired(request) : refusal));
            stream.write(frame);
            counts.sent(frame);
            stream.close();
            return;
        }
        var initialBookmark = request.bookmarks() && Boolean.TRUE.equals(request.sendInitialEvents());
        pump.serve(start, encoder, counts, stream, request.bookmarks(), initialBookmark, timeLimit(request));
    }

    private ApiException expired(ListRequest request) {
        return Failures.expired("too old resource version: " + Long.parseUnsignedLong(request.resourceVersion()) + " ("
                + objects.cache().oldestResumableRevision() + ")");
    }

    /// The body, or the WebSocket that the request asks for.
    private PieceWriter stream(ApiExchange exchange, Renderer<H> renderer) throws ApiException {
        var request = exchange.request();
        if (!Handshake.isRequested(request) || !exchange.response().canUpgrade()) {
            exchange.response().header("Content-Type", renderer.watchContentType());
            return exchange.response().stream(200);
        }
        var fault = Handshake.fault(request);
        var offered = Handshake.offered(request);
        if (fault != null || offered.size() > 1) {
            throw Failures.badRequest(fault == null ? "more than one protocol: " + String.join(",", offered) : fault);
        }
        var protocol = offered.isEmpty() ? "" : offered.getFirst();
        var socket = Handshake.accept(request, exchange.response(), protocol, MESSAGE_BYTES_MAX);
        boolean binary = renderer.watchContentType().contains("protobuf");
        return WatchSocket.start(environment, socket, binary ? LENGTH_BYTES : 0);
    }

    /// Where the watch begins; null when that is no longer known.
    private @Nullable EventCursor<H> start(ListRequest request) throws ApiException, InterruptedException {
        var cache = objects.cache();
        var filter = new EntryFilter<>(objects.declaration(), request);
        long version = ResourceVersions.parseForUpdate(request.resourceVersion());
        if (request.resourceVersion().isEmpty()) {
            objects.awaitCurrent();
        } else if (version != 0 && Boolean.TRUE.equals(request.sendInitialEvents())) {
            listing.awaitRevision(version);
        }
        boolean initial = request.sendInitialEvents() != null ? request.sendInitialEvents() : version == 0;
        if (initial) {
            return EventCursor.fromState(cache, filter);
        }
        if (version == 0) {
            return EventCursor.after(cache, filter, cache.snapshot().revision());
        }
        return EventCursor.after(cache, filter, version < 0 ? Long.MAX_VALUE : version);
    }

    private Duration timeLimit(ListRequest request) {
        var asked = request.timeoutSeconds();
        if (asked != null && asked > 0) {
            return Duration.ofSeconds(asked);
        }
        return timeLimitMin.plusSeconds((long) (environment.random().nextDouble() * timeLimitMin.toSeconds()));
    }
}
