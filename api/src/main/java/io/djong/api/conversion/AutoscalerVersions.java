package io.djong.api.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.Codec;
import io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerConditionCodec;
import io.djong.api.types.autoscaling.v1.MetricSpecCodec;
import io.djong.api.types.autoscaling.v1.MetricStatusCodec;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.djong.api.types.autoscaling.v2.MetricSpec;
import io.djong.api.types.autoscaling.v2.MetricStatus;
import io.djong.api.types.autoscaling.v2.MetricTarget;
import io.djong.api.types.autoscaling.v2.MetricValueStatus;
import io.djong.api.types.autoscaling.v2.ResourceMetricSource;
import io.djong.api.types.autoscaling.v2.ResourceMetricStatus;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Between the versions of autoscalers. The first knows one metric, the use of the processor; what else the
/// second has
/// travels in annotations.
public final class AutoscalerVersions {
    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String STATUSES = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final List<String> ALL = List.of(
            METRICS, STATUSES, CONDITIONS, BEHAVIOR, PREFIX + "scale-down-tolerance", PREFIX + "scale-up-tolerance");
    private static final int CPU_PERCENT = 80;

    private AutoscalerVersions() {}

    /// The metadata without the annotations that carry fields of other versions.
    public static ObjectMeta withoutCarried(ObjectMeta meta) {
        if (ALL.stream().noneMatch(meta.annotations()::containsKey)) {
            return meta;
        }
        var rest = new TreeMap<>(meta.annotations());
        ALL.forEach(rest::remove);
        return meta.withAnnotations(rest);
    }

    /// In the first version.
    public static io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler toV1(HorizontalPodAutoscaler scaler) {
        var meta = withoutCarried(scaler.metadata());
        var annotations = new TreeMap<>(meta.annotations());
        var others = scaler.spec().metrics().stream()
                .filter(metric -> cpuPercent(metric) == null)
                .map(MetricVersions::toV1)
                .toList();
        carry(annotations, METRICS, MetricSpecCodec.CODEC, others);
        var status = scaler.status();
        carry(
                annotations,
                STATUSES,
                MetricStatusCodec.CODEC,
                status.currentMetrics().stream().map(MetricStatusVersions::toV1).toList());
        carry(
                annotations,
                CONDITIONS,
                HorizontalPodAutoscalerConditionCodec.CODEC,
                status.conditions().stream().map(AutoscalerVersions::toV1).toList());
        if (scaler.spec().behavior() != null) {
            annotations.put(BEHAVIOR, ScalingBehaviorText.write(scaler.spec().behavior()));
        }
        var percents = scaler.spec().metrics().stream()
                .map(AutoscalerVersions::cpuPercent)
                .filter(percent -> percent != null)
                .toList();
        return new io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler(
                meta.withAnnotations(annotations),
                new io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerSpec(
                        MetricVersions.reference(scaler.spec().scaleTargetRef()),
                        scaler.spec().minReplicas(),
                        scaler.spec().maxReplicas(),
                        percents.isEmpty() ? null : percents.getFirst()),
                new io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerStatus(
                        status.observedGeneration(),
                        status.lastScaleTime(),
                        status.currentReplicas(),
                        status.desiredReplicas(),
                        currentPercent(status)));
    }

    private static @Nullable Integer cpuPercent(MetricSpec metric) {
        var resource = metric.resource();
        return metric.type().equals("Resource")
                        && resource != null
                        && resource.name().equals("cpu")
                ? resource.target().averageUtilization()
                : null;
    }

    private static @Nullable Integer currentPercent(HorizontalPodAutoscalerStatus status) {
        @Nullable Integer percent = null;
        for (var metric : status.currentMetrics()) {
            var resource = metric.resource();
            if (metric.type().equals("Resource")
                    && resource != null
                    && resource.name().equals("cpu")
                    && resource.current().averageUtilization() != null) {
                percent = resource.current().averageUtilization();
            }
        }
        return percent;
    }

    private static <T> void carry(Map<String, String> annotations, String key, Codec<T> codec, List<T> values) {
        if (!values.isEmpty()) {
            var out = new JsonWriter(256);
            codec.writeJsonList(out, values);
            annotations.put(key, out.asText());
        }
    }

    /// What the annotation carries; null when it is not there, or cannot be read.
    private static <T> @Nullable List<T> carried(ObjectMeta meta, String key, Codec<T> codec) {
        var text = meta.annotations().get(key);
        if (text == null) {
            return null;
        }
        try {
            if (!(JsonValue.parse(text.getBytes(UTF_8)) instanceof JsonArray array)) {
                return null;
            }
            var values = new ArrayList<T>(array.size());
            for (var value : array.values()) {
                values.add(Json.read(codec, value.toJson().getBytes(UTF_8)));
            }
            return values;
        } catch (JsonException _) {
            return null;
        }
    }

    private static io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerCondition toV1(
            HorizontalPodAutoscalerCondition condition) {
        return new io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerCondition(
                condition.type(),
                condition.status(),
                condition.lastTransitionTime(),
                condition.reason(),
                condition.message());
    }

    private static HorizontalPodAutoscalerCondition toV2(
            io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerCondition condition) {
        return new HorizontalPodAutoscalerCondition(
                condition.type(),
                condition.status(),
                condition.lastTransitionTime(),
                condition.reason(),
                condition.message());
    }

    /// In the second version, which is the stored one.
    public static HorizontalPodAutoscaler toV2(io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler scaler) {
        var meta = scaler.metadata();
        var spec = scaler.spec();
        var behavior = meta.annotations().get(BEHAVIOR);
        return new HorizontalPodAutoscaler(
                withoutCarried(meta),
                new HorizontalPodAutoscalerSpec(
                        MetricVersions.reference(spec.scaleTargetRef()),
                        spec.minReplicas(),
                        spec.maxReplicas(),
                        metrics(meta, spec.targetCPUUtilizationPercentage()),
                        behavior == null ? null : ScalingBehaviorText.read(behavior)),
                status(meta, scaler.status()));
    }

    private static List<MetricSpec> metrics(ObjectMeta meta, @Nullable Integer percent) {
        var metrics = new ArrayList<MetricSpec>();
        var others = carried(meta, METRICS, MetricSpecCodec.CODEC);
        if (others != null) {
            others.forEach(metric -> metrics.add(MetricVersions.toV2(metric)));
        }
        if (percent != null || metrics.isEmpty()) {
            metrics.add(MetricSpec.EMPTY
                    .withType("Resource")
                    .withResource(new ResourceMetricSource(
                            "cpu",
                            new MetricTarget("Utilization", null, null, percent == null ? CPU_PERCENT : percent))));
        }
        return metrics;
    }

    private static HorizontalPodAutoscalerStatus status(
            ObjectMeta meta, io.djong.api.types.autoscaling.v1.HorizontalPodAutoscalerStatus status) {
        var current = carried(meta, STATUSES, MetricStatusCodec.CODEC);
        var conditions = carried(meta, CONDITIONS, HorizontalPodAutoscalerConditionCodec.CODEC);
        return new HorizontalPodAutoscalerStatus(
                status.observedGeneration(),
                status.lastScaleTime(),
                status.currentReplicas(),
                status.desiredReplicas(),
                current == null
                        ? currentMetrics(status.currentCPUUtilizationPercentage())
                        : current.stream().map(MetricStatusVersions::toV2).toList(),
                conditions == null
                        ? List.of()
                        : conditions.stream().map(AutoscalerVersions::toV2).toList());
    }

    private static List<MetricStatus> currentMetrics(@Nullable Integer percent) {
        return percent == null
                ? List.of()
                : List.of(MetricStatus.EMPTY
                        .withType("Resource")
                        .withResource(new ResourceMetricStatus("cpu", new MetricValueStatus(null, null, percent))));
    }
}
