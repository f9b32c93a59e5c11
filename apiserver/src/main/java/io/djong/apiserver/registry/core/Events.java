package io.djong.apiserver.registry.core;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What happened to an object, for people to read; stored once, served as `v1` and as `events.k8s.io/v1`.
public final class Events {
    /// What `events.k8s.io/v1` calls the fields.
    private static final Map<String, String> NAMES_OF_EVENTS = Map.of(
            "reason", "reason",
            "type", "type",
            "reportingController", "reportingComponent",
            "regarding.kind", "involvedObject.kind",
            "regarding.namespace", "involvedObject.namespace",
            "regarding.name", "involvedObject.name",
            "regarding.uid", "involvedObject.uid",
            "regarding.apiVersion", "involvedObject.apiVersion",
            "regarding.resourceVersion", "involvedObject.resourceVersion",
            "regarding.fieldPath", "involvedObject.fieldPath");

    private Events() {}

    /// The declaration.
    ///
    /// @param timeToLive how long an event stays after its last change
    public static ResourceDeclaration<Event> declaration(Duration timeToLive) {
        return ResourceDeclaration.of(CoreV1.EVENTS, "/registry/events", new EventStrategy(), columns())
                .withFields(fields())
                .withAlternate(
                        new AlternateVersion<>(EventsV1.EVENTS, EventVersions::toEventsV1, EventVersions::toCoreV1))
                .withExpiry(timeToLive);
    }

    private static SelectableFields<Event> fields() {
        return SelectableFields.<Event>none()
                .and("involvedObject.kind", event -> event.involvedObject().kind())
                .and("involvedObject.namespace", event -> event.involvedObject().namespace())
                .and("involvedObject.name", event -> event.involvedObject().name())
                .and("involvedObject.uid", event -> event.involvedObject().uid())
                .and(
                        "involvedObject.apiVersion",
                        event -> event.involvedObject().apiVersion())
                .and(
                        "involvedObject.resourceVersion",
                        event -> event.involvedObject().resourceVersion())
                .and("involvedObject.fieldPath", event -> event.involvedObject().fieldPath())
                .and("reason", Event::reason)
                .and("reportingComponent", Event::reportingComponent)
                .and(
                        "source",
                        event -> event.source().component().isEmpty()
                                ? event.reportingComponent()
                                : event.source().component())
                .and("type", Event::type)
                .withNames(EventsV1.EVENTS.groupVersion(), NAMES_OF_EVENTS);
    }

    private static ColumnTable<Event> columns() {
        return ColumnTable.<Event>empty()
                .column("Last Seen", "string", "", 0, "When it happened last.", Events::lastSeen)
                .text("Type", "Normal or Warning.", Event::type)
                .text("Reason", "Why, in one word.", Event::reason)
                .text("Object", "What it happened to.", Events::object)
                .wide(
                        "Subobject",
                        "The part of it.",
                        event -> event.involvedObject().fieldPath())
                .wide("Source", "Who reported it.", Events::source)
                .text("Message", "What happened.", event -> event.message().strip())
                .column("First Seen", "string", "", 1, "When it happened first.", Events::firstSeen)
                .column("Count", "string", "", 1, "How often it happened.", (event, now) -> count(event))
                .column(
                        "Name",
                        "string",
                        "name",
                        1,
                        "Name of the event.",
                        (event, now) -> event.metadata().name());
    }

    private static String firstSeen(Event event, Instant now) {
        var time = event.firstTimestamp().equals(Times.ZERO) ? event.eventTime() : event.firstTimestamp();
        return Ages.since(time, now);
    }

    private static String lastSeen(Event event, Instant now) {
        var series = event.series();
        if (series != null) {
            return Ages.since(series.lastObservedTime(), now);
        }
        return event.lastTimestamp().equals(Times.ZERO)
                ? firstSeen(event, now)
                : Ages.since(event.lastTimestamp(), now);
    }

    private static Long count(Event event) {
        var series = event.series();
        if (series != null) {
            return (long) series.count();
        }
        return event.count() == 0 ? 1L : (long) event.count();
    }

    private static String object(Event event) {
        var object = event.involvedObject();
        var kind = object.kind().toLowerCase(Locale.ROOT);
        return object.name().isEmpty() ? kind : kind + "/" + object.name();
    }

    private static String source(Event event) {
        var component = event.source().component().isEmpty()
                ? event.reportingComponent()
                : event.source().component();
        var host = event.source().host().isEmpty()
                ? event.reportingInstance()
                : event.source().host();
        return host.isEmpty() ? component : component + ", " + host;
    }

    /// The group `events.k8s.io` has stricter rules than the core one.
    private static final class EventStrategy implements Strategy<Event> {
        @Override
        public List<FieldError> validateCreate(Event event, Validation validation, OperationContext context) {
            return Validation.createEvent(event, strict(context));
        }

        @Override
        public List<FieldError> validateUpdate(
                Event event, Event old, Validation validation, OperationContext context) {
            return Validation.updateEvent(event, old, strict(context));
        }

        private static boolean strict(OperationContext context) {
            return !context.group().isEmpty();
        }

        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        @Override
        public Dependents dependents() {
            return Dependents.NONE;
        }
    }
}
