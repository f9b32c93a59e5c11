package io.djong.api.validation.kinds;

import io.djong.api.types.autoscaling.v1.Scale;
import java.util.List;

/// The rules of the kinds of `autoscaling`.
final class AutoscalingKinds {
    private AutoscalingKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(KindRules.of(Scale.class, ScaleRules::check));
    }
}
