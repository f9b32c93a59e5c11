package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.Event;
import io.djong.api.types.events.v1.EventSeries;

/// Between the two versions of events. `events.k8s.io/v1` keeps the old fields under names that begin
/// with `deprecated`.
final class EventVersions {
    private EventVersions() {}

    static io.djong.api.types.events.v1.Event toEventsV1(Event event) {
        var series = event.series();
        return new io.djong.api.types.events.v1.Event(
                event.metadata(),
                event.eventTime(),
                series == null ? null : new EventSeries(series.count(), series.lastObservedTime()),
                event.reportingComponent(),
                event.reportingInstance(),
                event.action(),
                event.reason(),
                event.involvedObject(),
                event.related(),
                event.message(),
                event.type(),
                event.source(),
                event.firstTimestamp(),
                event.lastTimestamp(),
                event.count());
    }

    static Event toCoreV1(io.djong.api.types.events.v1.Event event) {
        var series = event.series();
        return Event.EMPTY
                .withMetadata(event.metadata())
                .withEventTime(event.eventTime())
                .withSeries(
                        series == null
                                ? null
                                : new io.djong.api.types.core.v1.EventSeries(series.count(), series.lastObservedTime()))
                .withReportingComponent(event.reportingController())
                .withReportingInstance(event.reportingInstance())
                .withAction(event.action())
                .withReason(event.reason())
                .withInvolvedObject(event.regarding())
                .withRelated(event.related())
                .withMessage(event.note())
                .withType(event.type())
                .withSource(event.deprecatedSource())
                .withFirstTimestamp(event.deprecatedFirstTimestamp())
                .withLastTimestamp(event.deprecatedLastTimestamp())
                .withCount(event.deprecatedCount());
    }
}
