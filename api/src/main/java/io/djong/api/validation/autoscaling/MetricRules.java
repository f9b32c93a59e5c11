package io.djong.api.validation.autoscaling;

import io.djong.api.types.autoscaling.v2.ContainerResourceMetricSource;
import io.djong.api.types.autoscaling.v2.ExternalMetricSource;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.djong.api.types.autoscaling.v2.MetricIdentifier;
import io.djong.api.types.autoscaling.v2.MetricSpec;
import io.djong.api.types.autoscaling.v2.MetricTarget;
import io.djong.api.types.autoscaling.v2.ObjectMetricSource;
import io.djong.api.types.autoscaling.v2.PodsMetricSource;
import io.djong.api.types.autoscaling.v2.ResourceMetricSource;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.autoscaling.AutoscalerRules.Version;
import io.djong.api.validation.core.ResourceRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an autoscaler measures.
final class MetricRules {
    private static final List<String> TARGETS = List.of("Utilization", "Value", "AverageValue");
    /// From the type of a metric to the field that describes it, in the order in which messages list the types.
    private static final Map<String, String> FIELDS = new TreeMap<>(Map.of(
            "ContainerResource", "containerResource",
            "External", "external",
            "Object", "object",
            "Pods", "pods",
            "Resource", "resource"));

    private static final List<String> TYPES = List.copyOf(FIELDS.keySet());

    private final FieldErrors errors;
    private final Version version;
    private int sources;

    private MetricRules(FieldErrors errors, Version version) {
        this.errors = errors;
        this.version = version;
    }

    static void metrics(
            FieldErrors errors,
            FieldPath path,
            HorizontalPodAutoscalerSpec spec,
            @Nullable HorizontalPodAutoscalerSpec old) {
        var version = old != null && old.metrics().stream().anyMatch(MetricRules::isWrongAlready)
                ? Version.ANYTHING
                : Version.OF_ANY_GROUP;
        boolean counted = false;
        for (int i = 0; i < spec.metrics().size(); i++) {
            var metric = spec.metrics().get(i);
            new MetricRules(errors, version).metric(path.index(i), metric);
            counted |= metric.type().equals("Object") || metric.type().equals("External");
        }
        if (spec.minReplicas() != null && spec.minReplicas() == 0 && !counted) {
            errors.forbidden(
                    path, "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private static boolean isWrongAlready(MetricSpec metric) {
        var object = metric.object();
        return metric.type().equals("Object")
                && object != null
                && AutoscalerRules.wrongVersion(object.describedObject().apiVersion(), Version.OF_ANY_GROUP) != null;
    }

    private void metric(FieldPath path, MetricSpec metric) {
        if (metric.type().isEmpty()) {
            errors.required(path.child("type"), "must specify a metric source type");
        }
        var known = FIELDS.get(metric.type());
        if (known == null) {
            errors.notSupported(path.child("type"), metric.type(), TYPES);
        }
        source(metric.object(), path.child("object"), this::object);
        source(metric.external(), path.child("external"), this::external);
        source(metric.pods(), path.child("pods"), this::pods);
        source(metric.resource(), path.child("resource"), this::resource);
        source(metric.containerResource(), path.child("containerResource"), this::container);
        var present = present(metric);
        if (known == null) {
            errors.notSupported(path.child("type"), metric.type(), TYPES);
        } else if (!present.getOrDefault(known, false)) {
            errors.required(path.child(known), "must populate information for the given metric source");
        }
        if (sources != 1) {
            present.forEach((field, set) -> {
                if (set && !field.equals(known)) {
                    errors.forbidden(path.child(field), "must populate the given metric source only");
                }
            });
        }
    }

    private static Map<String, Boolean> present(MetricSpec metric) {
        return new TreeMap<>(Map.of(
                "object", metric.object() != null,
                "external", metric.external() != null,
                "pods", metric.pods() != null,
                "resource", metric.resource() != null,
                "containerResource", metric.containerResource() != null));
    }

    private interface Rule<T> {
        void check(T source, FieldPath path);
    }

    /// Only the first source is looked at.
    private <T> void source(@Nullable T source, FieldPath path, Rule<T> rule) {
        if (source != null) {
            sources++;
            if (sources == 1) {
                rule.check(source, path);
            }
        }
    }

    private void object(ObjectMetricSource source, FieldPath path) {
        AutoscalerRules.reference(errors, path.child("describedObject"), source.describedObject(), version);
        identifier(path.child("metric"), source.metric());
        target(path.child("target"), source.target());
        if (source.target().value() == null && source.target().averageValue() == null) {
            errors.required(
                    path.child("target").child("averageValue"), "must set either a target value or averageValue");
        }
    }

    private void external(ExternalMetricSource source, FieldPath path) {
        identifier(path.child("metric"), source.metric());
        target(path.child("target"), source.target());
        boolean value = source.target().value() != null;
        boolean average = source.target().averageValue() != null;
        if (!value && !average) {
            errors.required(
                    path.child("target").child("averageValue"),
                    "must set either a target value for metric or a per-pod target");
        }
        if (value && average) {
            errors.forbidden(
                    path.child("target").child("value"),
                    "may not set both a target value for metric and a per-pod target");
        }
    }

    private void pods(PodsMetricSource source, FieldPath path) {
        identifier(path.child("metric"), source.metric());
        target(path.child("target"), source.target());
        if (source.target().averageValue() == null) {
            errors.required(path.child("target").child("averageValue"), "must specify a positive target averageValue");
        }
    }

    private void resource(ResourceMetricSource source, FieldPath path) {
        if (source.name().isEmpty()) {
            errors.required(path.child("name"), "must specify a resource name");
        }
        amount(path.child("target"), source.target());
    }

    private void container(ContainerResourceMetricSource source, FieldPath path) {
        if (source.name().isEmpty()) {
            errors.required(path.child("name"), "must specify a resource name");
        } else {
            ResourceRules.containerName(errors, path.child("name"), source.name());
        }
        if (source.container().isEmpty()) {
            errors.required(path.child("container"), "must specify a container");
        } else {
            errors.invalidEach(path.child("container"), source.container(), DnsNames.label(source.container()));
        }
        amount(path.child("target"), source.target());
    }

    private void amount(FieldPath path, MetricTarget target) {
        target(path, target);
        if (target.averageUtilization() == null && target.averageValue() == null) {
            errors.required(
                    path.child("averageUtilization"), "must set either a target raw value or a target utilization");
        }
        if (target.averageUtilization() != null && target.averageValue() != null) {
            errors.forbidden(
                    path.child("averageValue"), "may not set both a target raw value and a target utilization");
        }
    }

    private void target(FieldPath path, MetricTarget target) {
        if (target.type().isEmpty()) {
            errors.required(path.child("type"), "must specify a metric target type");
        }
        if (!TARGETS.contains(target.type())) {
            errors.invalid(path.child("type"), target.type(), "must be either Utilization, Value, or AverageValue");
        }
        if (target.value() != null && target.value().sign() <= 0) {
            errors.invalidShown(path.child("value"), Shown.quantity(target.value()), "must be positive");
        }
        if (target.averageValue() != null && target.averageValue().sign() <= 0) {
            errors.invalidShown(path.child("averageValue"), Shown.quantity(target.averageValue()), "must be positive");
        }
        if (target.averageUtilization() != null && target.averageUtilization() < 1) {
            errors.invalid(path.child("averageUtilization"), target.averageUtilization(), "must be greater than 0");
        }
    }

    private void identifier(FieldPath path, MetricIdentifier identifier) {
        if (identifier.name().isEmpty()) {
            errors.required(path.child("name"), "must specify a metric name");
        } else {
            errors.invalidEach(path.child("name"), identifier.name(), NameRule.pathSegment(identifier.name()));
        }
    }
}
