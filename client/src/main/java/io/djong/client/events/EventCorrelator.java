package io.djong.client.events;

import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.base.time.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Decides what becomes of an event: a new one, one more of a known one, a part of a combined one, or nothing.
///
/// In this order, as upstream: events that differ only in their message are combined from the tenth message
/// within ten minutes on; equal events are counted in one object; then a token bucket per object (25 at once,
/// one each five minutes) drops what is too much. Three caches of 4096 entries. Not safe for several threads:
/// belongs to one [EventSink].
///
/// Source: client-go `tools/record/events_cache.go`.
final class EventCorrelator {
    static final int CACHE_ENTRIES_MAX = 4096;
    static final int SIMILAR_MAX = 10;
    static final Duration SIMILAR_WITHIN = Duration.ofMinutes(10);
    static final int SPAM_BURST = 25;
    static final double SPAM_PER_SECOND = 1.0 / 300;
    private static final String COMBINED = "(combined from similar events): ";

    private final Environment environment;
    private final LatestUsed<AggregateKey, Aggregate> aggregates = new LatestUsed<>(CACHE_ENTRIES_MAX);
    private final LatestUsed<EventKey, Observed> observed = new LatestUsed<>(CACHE_ENTRIES_MAX);
    private final LatestUsed<SpamKey, Bucket> buckets = new LatestUsed<>(CACHE_ENTRIES_MAX);

    /// What to write.
    ///
    /// @param event to create; or to patch, when it was seen before: then count, timestamp and message are new
    /// @param key under which [#stored] remembers it
    record Outcome(Event event, EventKey key, boolean known) {}

    /// What equal events have in common besides field and message.
    sealed interface Subject {}

    private record SpamKey(String component, String host, ObjectReference object) implements Subject {}

    private record AggregateKey(SpamKey about, String type, String reason) implements Subject {}

    /// @param message "" for a combined event
    record EventKey(Subject about, String fieldPath, String message) {}

    private static final class Aggregate {
        final Set<String> messages = new HashSet<>();
        Instant last = Instant.MIN;
    }

    private record Observed(int count, Instant first, String name, String resourceVersion) {}

    private static final class Bucket {
        double tokens = SPAM_BURST;
        long lastNanos;
    }

    EventCorrelator(Environment environment) {
        this.environment = environment;
    }

    /// @return empty when the event is to be dropped
    Optional<Outcome> correlate(Event event) {
        Outcome outcome = count(combine(event));
        return passesSpamFilter(outcome.event) ? Optional.of(outcome) : Optional.empty();
    }

    private record Keyed(Event event, EventKey key) {}

    private Keyed combine(Event event) {
        AggregateKey key = new AggregateKey(spamKey(event), event.type(), event.reason());
        Instant now = environment.clock().instant();
        Aggregate aggregate = aggregates.get(key);
        if (aggregate == null || Duration.between(aggregate.last, now).compareTo(SIMILAR_WITHIN) > 0) {
            aggregate = new Aggregate();
            aggregates.put(key, aggregate);
        }
        aggregate.messages.add(event.message());
        aggregate.last = now;
        if (aggregate.messages.size() < SIMILAR_MAX) {
            return new Keyed(event, new EventKey(key, event.involvedObject().fieldPath(), event.message()));
        }
        // Keep the set from growing: which message goes does not matter, only that a new one fills it again.
        aggregate.messages.remove(event.message());
        Event combined = event.withMessage(COMBINED + event.message());
        return new Keyed(combined, new EventKey(key, "", ""));
    }

    private Outcome count(Keyed keyed) {
        Event event = keyed.event;
        Observed before = observed.get(keyed.key);
        boolean known = before != null && before.count > 0;
        if (before != null && known) {
            event = event.withMetadata(
                            event.metadata().withName(before.name).withResourceVersion(before.resourceVersion))
                    .withFirstTimestamp(before.first)
                    .withCount(before.count + 1);
        }
        remember(keyed.key, event);
        return new Outcome(event, keyed.key, known);
    }

    /// The server has stored the event: what it answered is what the next one is counted on.
    void stored(EventKey key, Event event) {
        remember(key, event);
    }

    private void remember(EventKey key, Event event) {
        observed.put(
                key,
                new Observed(
                        event.count(),
                        event.firstTimestamp(),
                        event.metadata().name(),
                        event.metadata().resourceVersion()));
    }

    private boolean passesSpamFilter(Event event) {
        Bucket bucket = buckets.get(spamKey(event));
        long now = environment.ticker().nanos();
        if (bucket == null) {
            bucket = new Bucket();
            bucket.lastNanos = now;
            buckets.put(spamKey(event), bucket);
        }
        bucket.tokens = Math.min(SPAM_BURST, bucket.tokens + (now - bucket.lastNanos) / 1e9 * SPAM_PER_SECOND);
        bucket.lastNanos = now;
        if (bucket.tokens < 1) return false;
        bucket.tokens -= 1;
        return true;
    }

    private static SpamKey spamKey(Event event) {
        return new SpamKey(
                event.source().component(),
                event.source().host(),
                event.involvedObject().withResourceVersion("").withFieldPath(""));
    }
}
