package io.djong.api.validation.kinds;

import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.validation.autoscaling.AutoscalerRules;
import io.djong.api.validation.autoscaling.ScaleRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `autoscaling`.
final class AutoscalingKinds {
    private AutoscalingKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(Scale.class, ScaleRules::check),
                KindRules.of(HorizontalPodAutoscaler.class, AutoscalerRules::create)
                        .update(AutoscalerRules::update)
                        .status(AutoscalerRules::updateStatus));
    }
}
