package io.djong.apiserver.registry.autoscaling;

import io.djong.api.conversion.AutoscalerVersions;
import io.djong.api.types.autoscaling.v1.AutoscalingV1;
import io.djong.api.types.autoscaling.v2.AutoscalingV2;
import io.djong.api.types.autoscaling.v2.HPAScalingRules;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Set how many pods a workload has, by what they use.
public final class Autoscalers {
    private Autoscalers() {}

    /// The declaration.
    public static ResourceDeclaration<HorizontalPodAutoscaler> declaration() {
        return ResourceDeclaration.of(
                        AutoscalingV2.HORIZONTAL_POD_AUTOSCALERS,
                        "/registry/horizontalpodautoscalers",
                        new AutoscalerStrategy(),
                        columns())
                .withSubresources(List.of(PartView.status(
                        HorizontalPodAutoscaler.TYPE,
                        (current, sent) -> withoutCarried(sent.withSpec(current.spec())))))
                .withAlternate(new AlternateVersion<>(
                        AutoscalingV1.HORIZONTAL_POD_AUTOSCALERS, AutoscalerVersions::toV1, AutoscalerVersions::toV2));
    }

    private static HorizontalPodAutoscaler withoutCarried(HorizontalPodAutoscaler scaler) {
        return Metadata.with(scaler, AutoscalerVersions::withoutCarried);
    }

    private static ColumnTable<HorizontalPodAutoscaler> columns() {
        return ColumnTable.<HorizontalPodAutoscaler>named()
                .text("Reference", "What it scales.", Autoscalers::reference)
                .text(
                        "Targets",
                        "What it measures, and what it aims at.",
                        scaler -> MetricCells.targets(
                                scaler.spec().metrics(), scaler.status().currentMetrics()))
                .text("MinPods", "Least number of pods.", Autoscalers::least)
                .column("MaxPods", "string", "", 0, "Greatest number of pods.", (scaler, now) ->
                        (long) scaler.spec().maxReplicas())
                .column("Replicas", "string", "", 0, "Pods there are.", (scaler, now) ->
                        (long) scaler.status().currentReplicas())
                .age();
    }

    private static String reference(HorizontalPodAutoscaler scaler) {
        var target = scaler.spec().scaleTargetRef();
        return target.kind() + "/" + target.name();
    }

    private static String least(HorizontalPodAutoscaler scaler) {
        var replicas = scaler.spec().minReplicas();
        return replicas == null ? "<unset>" : replicas.toString();
    }

    private static final class AutoscalerStrategy implements Strategy<HorizontalPodAutoscaler> {
        @Override
        public HorizontalPodAutoscaler prepareForCreate(HorizontalPodAutoscaler scaler, OperationContext context) {
            return withoutCarried(scaler.withStatus(HorizontalPodAutoscalerStatus.EMPTY));
        }

        @Override
        public HorizontalPodAutoscaler prepareForUpdate(
                HorizontalPodAutoscaler scaler, HorizontalPodAutoscaler old, OperationContext context) {
            return withoutCarried(scaler.withStatus(old.status()));
        }

        @Override
        public List<FieldError> validateCreate(
                HorizontalPodAutoscaler scaler, Validation validation, OperationContext context) {
            return validation.checkCreate(asSent(scaler, context));
        }

        @Override
        public List<FieldError> validateUpdate(
                HorizontalPodAutoscaler scaler,
                HorizontalPodAutoscaler old,
                Validation validation,
                OperationContext context) {
            return validation.checkUpdate(asSent(scaler, context), old);
        }

        /// A list of policies that was sent empty gets no defaults, and is refused.
        private static HorizontalPodAutoscaler asSent(HorizontalPodAutoscaler scaler, OperationContext context) {
            var behavior = scaler.spec().behavior();
            if (behavior == null) {
                return scaler;
            }
            return scaler.withSpec(scaler.spec()
                    .withBehavior(behavior.withScaleUp(asSent(behavior.scaleUp(), "scaleUp", context))
                            .withScaleDown(asSent(behavior.scaleDown(), "scaleDown", context))));
        }

        private static @Nullable HPAScalingRules asSent(
                @Nullable HPAScalingRules rules, String name, OperationContext context) {
            var empty = context.sent().isEmptyList("spec", "behavior", name, "policies");
            return rules != null && empty ? rules.withPolicies(List.of()) : rules;
        }
    }
}
