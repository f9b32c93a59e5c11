package io.djong.scheduler.preemption;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.ArrayList;
import java.util.List;

/// The disruption budgets, and how much of each is left while victims are being chosen.
final class Budgets {
    private final List<Left> budgets = new ArrayList<>();

    private static final class Left {
        final PodDisruptionBudget budget;
        final Selector selector;
        int allowed;

        Left(PodDisruptionBudget budget, Selector selector) {
            this.budget = budget;
            this.selector = selector;
            this.allowed = budget.status().disruptionsAllowed();
        }
    }

    Budgets(List<PodDisruptionBudget> all) {
        for (PodDisruptionBudget budget : all) {
            Selector selector = LabelSelectors.of(budget.spec().selector());
            // One that selects everything protects nothing, as upstream.
            if (!selector.isEmpty() && !selector.isNothing()) budgets.add(new Left(budget, selector));
        }
    }

    /// Takes the pod from its budgets.
    ///
    /// @return whether one of them had nothing left
    boolean takeAndSeeWhetherViolated(PodInfo pod) {
        boolean violated = false;
        for (Left left : budgets) {
            if (!left.budget.metadata().namespace().equals(pod.key().namespace())) continue;
            if (!left.selector.matches(pod.pod().metadata().labels())) continue;
            // It is being disrupted already, and was counted then.
            if (left.budget.status().disruptedPods().containsKey(pod.key().name())) continue;
            if (--left.allowed < 0) violated = true;
        }
        return violated;
    }
}
