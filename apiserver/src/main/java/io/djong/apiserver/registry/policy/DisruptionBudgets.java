package io.djong.apiserver.registry.policy;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many pods may be missing at a time; evictions ask.
public final class DisruptionBudgets {
    private DisruptionBudgets() {}

    /// The declaration.
    public static ResourceDeclaration<PodDisruptionBudget> declaration() {
        return ResourceDeclaration.of(
                        PolicyV1.POD_DISRUPTION_BUDGETS,
                        "/registry/poddisruptionbudgets",
                        new BudgetStrategy(),
                        columns())
                .withSubresources(List.of(status()));
    }

    /// The part that says what is left of the budget.
    public static PartView<PodDisruptionBudget> status() {
        return PartView.status(PodDisruptionBudget.TYPE, (current, sent) -> sent.withSpec(current.spec()));
    }

    private static ColumnTable<PodDisruptionBudget> columns() {
        return ColumnTable.<PodDisruptionBudget>named()
                .text(
                        "Min Available",
                        "Pods that must be there.",
                        budget -> text(budget.spec().minAvailable()))
                .text(
                        "Max Unavailable",
                        "Pods that may be missing.",
                        budget -> text(budget.spec().maxUnavailable()))
                .integer("Allowed Disruptions", "Pods that may be evicted now.", budget ->
                        (long) budget.status().disruptionsAllowed())
                .age();
    }

    private static String text(@Nullable IntOrString share) {
        if (share == null) {
            return "N/A";
        }
        return share.isString() ? share.text() : Integer.toString(share.number());
    }

    private static final class BudgetStrategy extends GenerationStrategy<PodDisruptionBudget> {
        BudgetStrategy() {
            super(
                    PodDisruptionBudget::spec,
                    PodDisruptionBudget.EMPTY,
                    (budget, other) -> budget.withStatus(other.status()));
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
