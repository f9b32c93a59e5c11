package io.djong.api.conversion;

import io.djong.api.types.autoscaling.v2.ContainerResourceMetricStatus;
import io.djong.api.types.autoscaling.v2.ExternalMetricStatus;
import io.djong.api.types.autoscaling.v2.MetricIdentifier;
import io.djong.api.types.autoscaling.v2.MetricStatus;
import io.djong.api.types.autoscaling.v2.MetricValueStatus;
import io.djong.api.types.autoscaling.v2.ObjectMetricStatus;
import io.djong.api.types.autoscaling.v2.PodsMetricStatus;
import io.djong.api.types.autoscaling.v2.ResourceMetricStatus;

/// What an autoscaler has measured, between the form of its first version, which is kept in an annotation, and the
/// second.
final class MetricStatusVersions {
    private MetricStatusVersions() {}

    static MetricStatus toV2(io.djong.api.types.autoscaling.v1.MetricStatus metric) {
        var object = metric.object();
        var pods = metric.pods();
        var resource = metric.resource();
        var container = metric.containerResource();
        var external = metric.external();
        return new MetricStatus(
                metric.type(),
                object == null
                        ? null
                        : new ObjectMetricStatus(
                                new MetricIdentifier(object.metricName(), object.selector()),
                                new MetricValueStatus(object.currentValue(), object.averageValue(), null),
                                MetricVersions.reference(object.target())),
                pods == null
                        ? null
                        : new PodsMetricStatus(
                                new MetricIdentifier(pods.metricName(), pods.selector()),
                                new MetricValueStatus(null, pods.currentAverageValue(), null)),
                resource == null
                        ? null
                        : new ResourceMetricStatus(
                                resource.name(),
                                new MetricValueStatus(
                                        null, resource.currentAverageValue(), resource.currentAverageUtilization())),
                container == null
                        ? null
                        : new ContainerResourceMetricStatus(
                                container.name(),
                                new MetricValueStatus(
                                        null, container.currentAverageValue(), container.currentAverageUtilization()),
                                container.container()),
                external == null
                        ? null
                        : new ExternalMetricStatus(
                                new MetricIdentifier(external.metricName(), external.metricSelector()),
                                new MetricValueStatus(external.currentValue(), external.currentAverageValue(), null)));
    }

    static io.djong.api.types.autoscaling.v1.MetricStatus toV1(MetricStatus metric) {
        var object = metric.object();
        var pods = metric.pods();
        var resource = metric.resource();
        var container = metric.containerResource();
        var external = metric.external();
        return new io.djong.api.types.autoscaling.v1.MetricStatus(
                metric.type(),
                object == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ObjectMetricStatus(
                                MetricVersions.reference(object.describedObject()),
                                object.metric().name(),
                                MetricVersions.orZero(object.current().value()),
                                object.metric().selector(),
                                object.current().averageValue()),
                pods == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.PodsMetricStatus(
                                pods.metric().name(),
                                MetricVersions.orZero(pods.current().averageValue()),
                                pods.metric().selector()),
                resource == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ResourceMetricStatus(
                                resource.name(),
                                resource.current().averageUtilization(),
                                MetricVersions.orZero(resource.current().averageValue())),
                container == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ContainerResourceMetricStatus(
                                container.name(),
                                container.current().averageUtilization(),
                                MetricVersions.orZero(container.current().averageValue()),
                                container.container()),
                external == null
                        ? null
                        : new io.djong.api.types.autoscaling.v1.ExternalMetricStatus(
                                external.metric().name(),
                                external.metric().selector(),
                                MetricVersions.orZero(external.current().value()),
                                external.current().averageValue()));
    }
}
