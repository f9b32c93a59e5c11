package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Generations that a pod's status was made for. Pure.
final class PodGenerations {
    private PodGenerations() {}

    /// The status with the generations of `before` where a writer that does not know of them left them out.
    static PodStatus keepObserved(PodStatus status, PodStatus before) {
        var known = new HashMap<String, List<Long>>();
        for (var condition : before.conditions()) {
            known.computeIfAbsent(condition.type(), none -> new ArrayList<>()).add(condition.observedGeneration());
        }
        var conditions = new ArrayList<PodCondition>();
        for (var condition : status.conditions()) {
            var generations = known.getOrDefault(condition.type(), List.of());
            long old = generations.isEmpty() ? 0 : generations.removeFirst();
            conditions.add(condition.observedGeneration() == 0 ? condition.withObservedGeneration(old) : condition);
        }
        var kept = status.withConditions(conditions);
        return kept.observedGeneration() == 0 ? kept.withObservedGeneration(before.observedGeneration()) : kept;
    }
}
