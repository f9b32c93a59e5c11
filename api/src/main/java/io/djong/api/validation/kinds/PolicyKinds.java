package io.djong.api.validation.kinds;

import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.validation.policy.DisruptionBudgetRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `policy`.
final class PolicyKinds {
    private PolicyKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(KindRules.of(PodDisruptionBudget.class, DisruptionBudgetRules::create)
                .update(DisruptionBudgetRules::update)
                .status((errors, budget, old) -> DisruptionBudgetRules.updateStatus(errors, budget)));
    }
}
