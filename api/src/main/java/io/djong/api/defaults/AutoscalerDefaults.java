package io.djong.api.defaults;

import io.djong.api.types.autoscaling.v2.HPAScalingPolicy;
import io.djong.api.types.autoscaling.v2.HPAScalingRules;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.autoscaling.v2.MetricSpec;
import io.djong.api.types.autoscaling.v2.MetricTarget;
import io.djong.api.types.autoscaling.v2.ResourceMetricSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Autoscalers.
final class AutoscalerDefaults {
    private static final int CPU_PERCENT = 80;
    private static final int PERIOD_SECONDS = 15;
    private static final List<HPAScalingPolicy> UP = List.of(
            new HPAScalingPolicy("Pods", 4, PERIOD_SECONDS), new HPAScalingPolicy("Percent", 100, PERIOD_SECONDS));
    private static final List<HPAScalingPolicy> DOWN = List.of(new HPAScalingPolicy("Percent", 100, PERIOD_SECONDS));

    private AutoscalerDefaults() {}

    /// Of the first version; the metric is given where it is converted.
    static io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler apply(
            io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler scaler) {
        return scaler.spec().minReplicas() == null
                ? scaler.withSpec(scaler.spec().withMinReplicas(1))
                : scaler;
    }

    static HorizontalPodAutoscaler apply(HorizontalPodAutoscaler scaler) {
        var spec = scaler.spec();
        if (spec.minReplicas() == null) {
            spec = spec.withMinReplicas(1);
        }
        if (spec.metrics().isEmpty()) {
            spec = spec.withMetrics(List.of(MetricSpec.EMPTY
                    .withType("Resource")
                    .withResource(new ResourceMetricSource(
                            "cpu", new MetricTarget("Utilization", null, null, CPU_PERCENT)))));
        }
        var behavior = spec.behavior();
        if (behavior != null) {
            var up = rules(behavior.scaleUp(), UP);
            spec = spec.withBehavior(behavior.withScaleUp(
                            up.stabilizationWindowSeconds() == null ? up.withStabilizationWindowSeconds(0) : up)
                    .withScaleDown(rules(behavior.scaleDown(), DOWN)));
        }
        return scaler.withSpec(spec);
    }

    private static HPAScalingRules rules(@Nullable HPAScalingRules given, List<HPAScalingPolicy> policies) {
        var rules = given == null ? HPAScalingRules.EMPTY : given;
        if (rules.selectPolicy() == null) {
            rules = rules.withSelectPolicy("Max");
        }
        return rules.policies().isEmpty() ? rules.withPolicies(policies) : rules;
    }
}
