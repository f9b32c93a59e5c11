package io.djong.api.validation.kinds;

import io.djong.api.types.scheduling.v1.PriorityClass;
import java.util.List;

/// The rules of the kinds of `scheduling.k8s.io`.
final class SchedulingKinds {
    private SchedulingKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(PriorityClass.class, PriorityClassRules::create).update(PriorityClassRules::update));
    }
}
