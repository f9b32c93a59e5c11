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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes the events of one component, delivered as [Delivery] does.
///
/// An event that happens again becomes a series: written at its second time, then counted here and
/// written every half hour, and at its end, six minutes after the last time.
///
/// Source: client-go `tools/events/event_broadcaster.go`.
public final class ActionSink extends Service {
    private static final Duration SERIES_ENDS_AFTER = Duration.ofMinutes(6);
    private static final Duration SERIES_WRITTEN_EVERY = Duration.ofMinutes(30);

    private final Environment environment;
    private final ResourceClient<Event> client;

    private final EventNames names;
    private final Delivery<Event> delivery;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Event> recent = new LinkedHashMap<>();
    private final List<Timer> timers = new ArrayList<>();

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
        this.names = new EventNames(environment);
        this.delivery = new Delivery<>(name(), environment, event -> Optional.of(() -> write(event)));
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
                            .withName(names.next(regarding.name(), now))
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

    private void offer(Event event) {
        lock.lock();
        try {
            Key key = keyOf(event);
            Event same = recent.get(key);
            if (same == null) {
                recent.put(key, event);
                delivery.offer(event);
                return;
            }
            Instant now = event.eventTime();
            EventSeries series = same.series();
            boolean begins = series == null;
            Event again = same.withSeries(new EventSeries(series == null ? 2 : series.count() + 1, now));
            recent.put(key, again);
            if (begins) delivery.offer(again);
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

    @Override
    protected void onStart() {
        delivery.start();
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
        delivery.stop();
    }

    private void endSeries() {
        lock.lock();
        try {
            Instant old = environment.clock().instant().minus(SERIES_ENDS_AFTER);
            recent.values().removeIf(event -> {
                EventSeries series = event.series();
                Instant last = series == null ? event.eventTime() : series.lastObservedTime();
                if (!last.isBefore(old)) return false;
                if (series != null) delivery.offer(event);
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
                if (event.series() != null) delivery.offer(event);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Event event) throws ApiException, InterruptedException {
        EventSeries series = event.series();
        if (series == null) client.create(event);
        else patchOrCreate(event, series);
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
