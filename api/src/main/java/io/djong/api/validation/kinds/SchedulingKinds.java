package io.djong.api.validation.kinds;

import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.Workload;
import io.djong.api.validation.rows.KindRules;
import io.djong.api.validation.scheduling.PodGroupRules;
import io.djong.api.validation.scheduling.PriorityClassRules;
import io.djong.api.validation.scheduling.WorkloadRules;
import java.util.List;

/// The rules of the kinds of `scheduling.k8s.io`.
final class SchedulingKinds {
    private SchedulingKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.of(PriorityClass.class, PriorityClassRules::create).update(PriorityClassRules::update),
                KindRules.of(PodGroup.class, PodGroupRules::create)
                        .update(PodGroupRules::update)
                        .status(PodGroupRules::status),
                KindRules.of(Workload.class, WorkloadRules::create).update(WorkloadRules::update));
    }
}
