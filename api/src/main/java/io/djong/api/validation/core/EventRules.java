package io.djong.api.validation.core;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.EventSeries;
import io.djong.api.types.core.v1.EventSourceCodec;
import io.djong.api.types.core.v1.ObjectReferenceCodec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Events. Through `v1` only the old rules hold; through `events.k8s.io/v1` the strict ones, too.
public final class EventRules {
    private static final int NAME_MAX = 128;
    private static final int NOTE_MAX = 1024;

    private EventRules() {}

    /// A new one.
    ///
    /// @param strict whether the request came through `events.k8s.io/v1`
    public static void create(FieldErrors errors, Event event, boolean strict) {
        loose(errors, event);
        if (!strict) {
            return;
        }
        ObjectMetaRules.create(errors, event.metadata(), true, NameRule.SUBDOMAIN);
        series(errors, event.series());
        if (isZero(event.eventTime())) {
            errors.required(FieldPath.of("eventTime"));
        }
        if (!event.type().equals("Normal") && !event.type().equals("Warning")) {
            errors.invalid(FieldPath.of("type"), "", "has invalid value: " + event.type());
        }
        String unset = "needs to be unset";
        if (!isZero(event.firstTimestamp())) {
            errors.invalid(FieldPath.of("firstTimestamp"), "", unset);
        }
        if (!isZero(event.lastTimestamp())) {
            errors.invalid(FieldPath.of("lastTimestamp"), "", unset);
        }
        if (event.count() != 0) {
            errors.invalid(FieldPath.of("count"), "", unset);
        }
        if (!event.source().component().isEmpty() || !event.source().host().isEmpty()) {
            errors.invalid(FieldPath.of("source"), "", unset);
        }
    }

    private static boolean isZero(Instant time) {
        return time.equals(Times.ZERO);
    }

    private static void series(FieldErrors errors, @Nullable EventSeries series) {
        if (series == null) {
            return;
        }
        if (series.count() < 2) {
            errors.invalid(FieldPath.of("series.count"), "", "should be at least 2");
        }
        if (isZero(series.lastObservedTime())) {
            errors.required(FieldPath.of("series.lastObservedTime"));
        }
    }

    private static void loose(FieldErrors errors, Event event) {
        String namespace = event.metadata().namespace();
        String involved = event.involvedObject().namespace();
        var path = FieldPath.of("involvedObject").child("namespace");
        String mismatch = "does not match event.namespace";
        if (isZero(event.eventTime())) {
            boolean matches = involved.isEmpty()
                    ? namespace.isEmpty() || namespace.equals("default")
                    : namespace.equals(involved);
            if (!matches) {
                errors.invalid(path, involved, mismatch);
            }
        } else {
            if (involved.isEmpty() && !namespace.equals("default") && !namespace.equals("kube-system")) {
                errors.invalid(path, involved, mismatch);
            }
            String reporter = event.reportingComponent();
            if (reporter.isEmpty()) {
                errors.required(FieldPath.of("reportingController"));
            }
            errors.invalidEach(FieldPath.of("reportingController"), reporter, LabelNames.key(reporter));
            shortText(errors, "reportingInstance", event.reportingInstance());
            shortText(errors, "action", event.action());
            shortText(errors, "reason", event.reason());
            if (ByteLength.of(event.message()) > NOTE_MAX) {
                errors.invalid(FieldPath.of("message"), "", "can have at most " + NOTE_MAX + " characters");
            }
        }
        errors.invalidEach(FieldPath.of("namespace"), namespace, DnsNames.subdomain(namespace));
    }

    private static void shortText(FieldErrors errors, String field, String text) {
        if (text.isEmpty()) {
            errors.required(FieldPath.of(field));
        }
        if (ByteLength.of(text) > NAME_MAX) {
            errors.invalid(FieldPath.of(field), "", "can have at most " + NAME_MAX + " characters");
        }
    }

    /// A changed one.
    ///
    /// @param strict whether the request came through `events.k8s.io/v1`
    public static void update(FieldErrors errors, Event event, Event old, boolean strict) {
        loose(errors, event);
        if (!strict) {
            return;
        }
        ObjectMetaRules.update(errors, event.metadata(), old.metadata());
        if (!Objects.equals(event.series(), old.series())) {
            series(errors, event.series());
        }
        if (!event.involvedObject().equals(old.involvedObject())) {
            errors.invalidShown(
                    FieldPath.of("involvedObject"),
                    InternalJson.of("core/v1.ObjectReference", ObjectReferenceCodec.CODEC, event.involvedObject()),
                    Texts.IMMUTABLE);
        }
        same(errors, "reason", event.reason(), old.reason());
        same(errors, "message", event.message(), old.message());
        if (!event.source().equals(old.source())) {
            errors.invalidShown(
                    FieldPath.of("source"),
                    InternalJson.of("core/v1.EventSource", EventSourceCodec.CODEC, event.source()),
                    Texts.IMMUTABLE);
        }
        same(errors, "firstTimestamp", event.firstTimestamp(), old.firstTimestamp());
        same(errors, "lastTimestamp", event.lastTimestamp(), old.lastTimestamp());
        if (event.count() != old.count()) {
            errors.invalid(FieldPath.of("count"), event.count(), Texts.IMMUTABLE);
        }
        same(errors, "reason", event.reason(), old.reason());
        same(errors, "type", event.type(), old.type());
        if (!event.eventTime()
                .truncatedTo(ChronoUnit.MICROS)
                .equals(old.eventTime().truncatedTo(ChronoUnit.MICROS))) {
            errors.invalidShown(FieldPath.of("eventTime"), Shown.microTime(event.eventTime()), Texts.IMMUTABLE);
        }
        same(errors, "action", event.action(), old.action());
        if (!Objects.equals(event.related(), old.related())) {
            errors.invalidShown(
                    FieldPath.of("related"),
                    InternalJson.of("core/v1.ObjectReference", ObjectReferenceCodec.CODEC, event.related()),
                    Texts.IMMUTABLE);
        }
        same(errors, "reportingController", event.reportingComponent(), old.reportingComponent());
        same(errors, "reportingInstance", event.reportingInstance(), old.reportingInstance());
    }

    private static void same(FieldErrors errors, String field, String now, String before) {
        ObjectMetaRules.immutable(errors, FieldPath.of(field), now, before);
    }

    private static void same(FieldErrors errors, String field, Instant now, Instant before) {
        if (!now.equals(before)) {
            errors.invalidShown(FieldPath.of(field), Shown.time(now), Texts.IMMUTABLE);
        }
    }
}
