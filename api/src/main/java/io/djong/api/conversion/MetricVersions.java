package io.djong.api.conversion;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.autoscaling.v2.ContainerResourceMetricSource;
import io.djong.api.types.autoscaling.v2.CrossVersionObjectReference;
import io.djong.api.types.autoscaling.v2.ExternalMetricSource;
import io.djong.api.types.autoscaling.v2.MetricIdentifier;
import io.djong.api.types.autoscaling.v2.MetricSpec;
import io.djong.api.types.autoscaling.v2.MetricTarget;
import io.djong.api.types.autoscaling.v2.ObjectMetricSource;
import io.djong.api.types.autoscaling.v2.PodsMetricSource;
import io.djong.api.types.autoscaling.v2.ResourceMetricSource;
import io.djong.api.types.meta.v1.LabelSelector;
import org.jspecify.annotations.Nullable;

/// What an autoscaler measures, between the form of its first version, which is kept in an annotation, and
/// the second.
final class MetricVersions {
    private MetricVersions() {}

    static MetricSpec toV2(io.djong.api.types.autoscaling.v1.MetricSpec metric) {
        var object = metric.object();
        var pods = metric.pods();
        var resource = metric.resource();
        var container = metric.containerResource();
        var external = metric.external();
        return new MetricSpec(
                metric.type(),
                object == null ? null : toV2(object),
                pods == null
                        ? null
                        : new PodsMetricSource(
                                new MetricIdentifier(pods.metricName(), pods.selector()),
                                new MetricTarget("AverageValue", null, pods.targetAverageValue(), null)),
                resource == null
                        ? null
                        : new ResourceMetricSource(
                                resource.name(),
                                amount(resource.targetAverageUtilization(), resource.targetAverageValue())),
                container == null
                        ? null
                        : new ContainerResourceMetricSource(
                                container.name(),
                                amount(container.targetAverageUtilization(), container.targetAverageValue()),
                                container.container()),
                external == null
                        ? null
                        : new ExternalMetricSource(
                                new MetricIdentifier(external.metricName(), external.metricSelector()),
                                new MetricTarget(
                                        external.targetValue() == null ? "AverageValue" : "Value",
                                        external.targetValue(),
                                        external.targetAverageValue(),
                                        null)));
    }

    private static MetricTarget amount(@Nullable Integer percent, @Nullable Quantity average) {
        return new MetricTarget(percent == null ? "AverageValue" : "Utilization", null, average, percent);
    }

    /// A value of zero beside an average is one that was not given: the first version cannot leave it out.
    private static ObjectMetricSource toV2(io.djong.api.types.autoscaling.v1.ObjectMetricSource object) {
        var average = object.averageValue();
        var value = average != null && object.targetValue().isZero() ? null : object.targetValue();
        return new ObjectMetricSource(
                reference(object.target()),
                new MetricTarget(average == null ? "Value" : "AverageValue", value, average, null),
                new MetricIdentifier(object.metricName(), object.selector()));
    }

    static CrossVersionObjectReference reference(
            io.djong.api.types.autoscaling.v1.CrossVersionObjectReference reference) {
        return new CrossVersionObjectReference(reference.kind(), reference.name(), reference.apiVersion());
    }

    static io.djong.api.types.autoscaling.v1.CrossVersionObjectReference reference(
            CrossVersionObjectReference reference) {
        return new io.djong.api.types.autoscaling.v1.CrossVersionObjectReference(
                reference.kind(), reference.name(), reference.apiVersion());
    }

    static io.djong.api.types.autoscaling.v1.MetricSpec toV1(MetricSpec metric) {
        var object = metric.object();
        var pods = metric.pods();
        var resource = metric.resource();
        var container = metric.containerResource();
        var external = metric.external();
        return new io.djong.api.types.autoscaling.v1.MetricSpec(
                metric.type(),
                object == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ObjectMetricSource(
                                reference(object.describedObject()),
                                object.metric().name(),
                                orZero(object.target().value()),
                                object.metric().selector(),
                                object.target().averageValue()),
                pods == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.PodsMetricSource(
                                pods.metric().name(),
                                orZero(pods.target().averageValue()),
                                pods.metric().selector()),
                resource == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ResourceMetricSource(
                                resource.name(),
                                resource.target().averageUtilization(),
                                resource.target().averageValue()),
                container == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ContainerResourceMetricSource(
                                container.name(),
                                container.target().averageUtilization(),
                                container.target().averageValue(),
                                container.container()),
                external == null ? null : external(external, external.metric().selector()));
    }

    private static io.djong.api.types.autoscaling.v1.ExternalMetricSource external(
            ExternalMetricSource external, @Nullable LabelSelector selector) {
        return new io.djong.api.types.autoscaling.v1.ExternalMetricSource(
                external.metric().name(),
                selector,
                external.target().value(),
                external.target().averageValue());
    }

    static Quantity orZero(@Nullable Quantity amount) {
        return amount == null ? Quantity.ZERO : amount;
    }
}
