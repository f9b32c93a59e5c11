package io.djong.client.events;

import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.events.v1.Event;
import io.djong.api.types.events.v1.EventSeries;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes the events of one component, one after the other, on a thread of its own.
///
/// An event that happens again becomes a series: written at its second time, then counted here and
/// written every half hour, and at its end, six minutes after the last time. At most 1000 wait;
/// further ones are dropped. One that cannot be delivered is tried twelve times, each ten seconds;
/// one that the server refuses is dropped.
///
/// Source: client-go `tools/events/event_broadcaster.go`.
public final class ActionSink extends Service {
    private static final System.Logger LOG = System.getLogger(ActionSink.class.getName());
    private static final int WAITING_MAX = 1000;
    private static final int TRIES_MAX = 12;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration SERIES_ENDS_AFTER = Duration.ofMinutes(6);
    private static final Duration SERIES_WRITTEN_EVERY = Duration.ofMinutes(30);

    private final Environment environment;
    private final ResourceClient<Event> client;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final Map<Key, Event> recent = new LinkedHashMap<>();
    private final List<Timer> timers = new ArrayList<>();
    private long lastNameNanos;
    private @Nullable Thread writer;

    /// What equal events have in common. The object's resource version counts, the note does not.
    private record Key(
            String type,
            String action,
            String reason,
            String controller,
            ObjectReference regarding,
            @Nullable ObjectReference related) {}

    /// @param component names the sink in logs
    public ActionSink(String component, Environment environment, ResourceClient<Event> client) {
        super(component + "-events");
        this.environment = environment;
        this.client = client;
    }

    /// A recorder whose events name this source.
    ///
    /// @param controller `default-scheduler`
    /// @param instance which of several: `default-scheduler-host`
    public ActionRecorder recorder(String controller, String instance) {
        return (regarding, related, type, reason, action, note) -> {
            Instant now = environment.clock().instant();
            String namespace = regarding.namespace().isEmpty() ? "default" : regarding.namespace();
            offer(Event.EMPTY
                    .withMetadata(ObjectMeta.EMPTY
                            .withName(regarding.name() + "." + Long.toHexString(nameNanos(now)))
                            .withNamespace(namespace))
                    .withEventTime(now.truncatedTo(ChronoUnit.MICROS))
                    .withReportingController(controller)
                    .withReportingInstance(instance)
                    .withAction(action)
                    .withReason(reason)
                    .withRegarding(regarding)
                    .withRelated(related)
                    .withNote(shortened(note))
                    .withType(type));
        };
    }

    /// The note, cut to what the API server takes.
    static String shortened(String note) {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= ActionRecorder.NOTE_BYTES_MAX) return note;
        int end = ActionRecorder.NOTE_BYTES_MAX - " ...".length();
        // Not in the middle of a character.
        while ((bytes[end] & 0xC0) == 0x80) end--;
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + " ...";
    }

    /// The time in an event's name: never the same twice, also where the clock stands still or is coarse.
    private long nameNanos(Instant now) {
        long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, now)
                + environment.random().nextInt(1000);
        lock.lock();
        try {
            lastNameNanos = Math.max(nanos, lastNameNanos + 1);
            return lastNameNanos;
        } finally {
            lock.unlock();
        }
    }

    private void offer(Event event) {
        lock.lock();
        try {
            Key key = keyOf(event);
            Event same = recent.get(key);
            if (same == null) {
                recent.put(key, event);
                enqueue(event);
                return;
            }
            Instant now = event.eventTime();
            EventSeries series = same.series();
            boolean begins = series == null;
            Event again = same.withSeries(new EventSeries(series == null ? 2 : series.count() + 1, now));
            recent.put(key, again);
            if (begins) enqueue(again);
        } finally {
            lock.unlock();
        }
    }

    private static Key keyOf(Event event) {
        return new Key(
                event.type(),
                event.action(),
                event.reason(),
                event.reportingController(),
                event.regarding(),
                event.related());
    }

    private void enqueue(Event event) {
        if (waiting.size() >= WAITING_MAX) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: too many events wait, one is dropped", name());
            return;
        }
        waiting.addLast(event);
        available.signal();
    }

    @Override
    protected void onStart() {
        writer = environment.threads().start(name(), this::writeAll);
        lock.lock();
        try {
            timers.add(environment.timers().every(SERIES_ENDS_AFTER, this::endSeries));
            timers.add(environment.timers().every(SERIES_WRITTEN_EVERY, this::writeSeries));
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        lock.lock();
        try {
            for (Timer timer : timers) timer.cancel();
            timers.clear();
        } finally {
            lock.unlock();
        }
        Thread thread = writer;
        if (thread == null) return;
        thread.interrupt();
        thread.join();
    }

    private void endSeries() {
        lock.lock();
        try {
            Instant old = environment.clock().instant().minus(SERIES_ENDS_AFTER);
            recent.values().removeIf(event -> {
                EventSeries series = event.series();
                Instant last = series == null ? event.eventTime() : series.lastObservedTime();
                if (!last.isBefore(old)) return false;
                if (series != null) enqueue(event);
                return true;
            });
        } finally {
            lock.unlock();
        }
    }

    private void writeSeries() {
        lock.lock();
        try {
            for (Event event : recent.values()) {
                if (event.series() != null) enqueue(event);
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        try {
            while (true) deliver(take());
        } catch (InterruptedException e) {
            // Stopping: what waits is dropped.
        }
    }

    private Event take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) available.await();
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Event event) throws InterruptedException {
        for (int tries = 1; !write(event); tries++) {
            if (tries >= TRIES_MAX) {
                LOG.log(System.Logger.Level.WARNING, "{0}: an event could not be delivered", name());
                return;
            }
            // The first wait is random, so that the components of a cluster do not come back together.
            long nanos = BETWEEN_TRIES.toNanos();
            environment
                    .timers()
                    .sleep(Duration.ofNanos(tries == 1 ? environment.random().nextLong(nanos) : nanos));
        }
    }

    /// @return whether this event is done with: stored, or refused
    private boolean write(Event event) throws InterruptedException {
        try {
            EventSeries series = event.series();
            if (series == null) client.create(event);
            else patchOrCreate(event, series);
            return true;
        } catch (ApiException.Refused e) {
            boolean expected = e.isAlreadyExists() || e.hasCause("NamespaceTerminating");
            LOG.log(
                    expected ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "{0}: the server refused an event: {1}",
                    name(),
                    e.getMessage());
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private void patchOrCreate(Event event, EventSeries series) throws ApiException, InterruptedException {
        JsonObject patch = JsonObject.EMPTY.with(
                "series",
                JsonObject.EMPTY
                        .with("count", JsonNumber.of(series.count()))
                        .with("lastObservedTime", new JsonString(Times.micros(series.lastObservedTime()))));
        try {
            client.patch(ObjectKey.of(event), PatchType.STRATEGIC, patch.toBytes());
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
            // It has expired in the meantime.
            client.create(event);
        }
    }
}
