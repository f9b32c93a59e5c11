package io.djong.controllermanager.clusterroleaggregation;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.PolicyRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Decides. Pure.
final class AggregationPlan {
    private AggregationPlan() {}

    /// The rules that an aggregating role shall have: those of the selected roles, in order of the selectors, then
    /// of names, each once.
    static List<PolicyRule> rules(ClusterRole role, List<ClusterRole> all) {
        var aggregation = role.aggregationRule();
        if (aggregation == null) return role.rules();
        List<ClusterRole> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(other -> other.metadata().name()));
        List<PolicyRule> rules = new ArrayList<>();
        for (LabelSelector wanted : aggregation.clusterRoleSelectors()) {
            Selector selector = LabelSelectors.of(wanted);
            for (ClusterRole other : sorted) {
                boolean isSelf = other.metadata().name().equals(role.metadata().name());
                if (isSelf || !selector.matches(other.metadata().labels())) continue;
                for (PolicyRule rule : other.rules()) {
                    if (!rules.contains(rule)) rules.add(rule);
                }
            }
        }
        return rules;
    }
}
