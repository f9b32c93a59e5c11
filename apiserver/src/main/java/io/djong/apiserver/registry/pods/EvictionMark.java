package io.djong.apiserver.registry.pods;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Says on a pod that it was evicted through the API.
final class EvictionMark {
    private static final PodCondition CONDITION = PodCondition.EMPTY
            .withType("DisruptionTarget")
            .withStatus("True")
            .withReason("EvictionByEvictionAPI")
            .withMessage("Eviction API: evicting");

    private EvictionMark() {}

    static Pod on(Pod pod, Instant now) {
        var conditions = new ArrayList<PodCondition>(pod.status().conditions().size() + 1);
        var fresh = CONDITION.withLastTransitionTime(Times.toSeconds(now));
        boolean found = false;
        for (var each : pod.status().conditions()) {
            boolean same = each.type().equals(CONDITION.type());
            boolean kept = same && each.status().equals("True");
            found |= same;
            conditions.add(kept ? fresh.withLastTransitionTime(each.lastTransitionTime()) : same ? fresh : each);
        }
        if (!found) {
            conditions.add(fresh);
        }
        return pod.withStatus(pod.status().withConditions(List.copyOf(conditions)));
    }
}
