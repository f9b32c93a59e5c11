package io.djong.apiserver.registry.pods;

import io.djong.api.meta.Times;
import io.djong.api.types.meta.v1.Condition;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PodDisruptionBudgetStatus;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Takes one disruption from a budget, or says why there is none. Pure.
final class BudgetDraw {
    /// More evictions than that are not granted before the controller has seen the first.
    private static final int UNCONFIRMED_MAX = 2000;

    private static final int RETRY_SECONDS = 10;
    private static final String REFUSED = "Cannot evict pod as it would violate the pod's disruption budget.";
    private static final String CONDITION = "DisruptionAllowed";

    private BudgetDraw() {}

    /// The budget with one disruption less, and the pod among those that go.
    ///
    /// @throws ApiException 429 when the budget allows no disruption now, 403 when its status is broken
    static PodDisruptionBudget draw(PodDisruptionBudget budget, String pod, Instant now) throws ApiException {
        var status = budget.status();
        if (status.observedGeneration() < budget.metadata().generation()) {
            throw unprocessed(budget.metadata().name());
        }
        if (status.disruptionsAllowed() < 0) {
            throw broken(budget, "pdb disruptions allowed is negative");
        }
        if (status.disruptedPods().size() > UNCONFIRMED_MAX) {
            throw broken(budget, "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
        }
        if (status.disruptionsAllowed() == 0) {
            throw refused(0, why(budget));
        }
        var pods = new TreeMap<>(status.disruptedPods());
        pods.put(pod, Times.toSeconds(now));
        var left =
                status.withDisruptionsAllowed(status.disruptionsAllowed() - 1).withDisruptedPods(pods);
        return budget.withStatus(left.disruptionsAllowed() == 0 ? exhausted(left, now) : left);
    }

    /// The controller has not yet seen what the budget is now.
    static ApiException unprocessed(String budget) {
        return refused(RETRY_SECONDS, "The disruption budget " + budget + " is still being processed by the server.");
    }

    private static ApiException broken(PodDisruptionBudget budget, String why) {
        return Failures.forbidden(
                "policy", "poddisruptionbudget", budget.metadata().name(), why);
    }

    private static ApiException refused(int retrySeconds, String why) {
        var details = StatusDetails.EMPTY
                .withCauses(List.of(new StatusCause("DisruptionBudget", why, "")))
                .withRetryAfterSeconds(retrySeconds);
        return Failures.refused(429, "TooManyRequests", REFUSED, details);
    }

    private static String why(PodDisruptionBudget budget) {
        var status = budget.status();
        var condition = status.conditions().stream()
                .filter(each -> each.type().equals(CONDITION))
                .findFirst()
                .orElse(Condition.EMPTY);
        boolean told =
                condition.status().equals("False") && !condition.message().isEmpty();
        String name = "The disruption budget " + budget.metadata().name();
        if (told && condition.reason().equals("SyncFailed")) {
            return name + " does not allow evicting pods currently because it failed sync: " + condition.message();
        }
        if (status.currentHealthy() <= status.desiredHealthy()) {
            return name + " needs " + status.desiredHealthy() + " healthy pods and has " + status.currentHealthy()
                    + " currently";
        }
        return told
                ? name + " does not allow evicting pods currently (" + condition.reason() + "): " + condition.message()
                : name + " does not allow evicting pods currently";
    }

    /// Says that the last one was taken.
    private static PodDisruptionBudgetStatus exhausted(PodDisruptionBudgetStatus status, Instant now) {
        var conditions = new ArrayList<Condition>(status.conditions().size() + 1);
        var after = new Condition(
                CONDITION, "False", status.observedGeneration(), Times.toSeconds(now), "InsufficientPods", "");
        boolean found = false;
        for (var each : status.conditions()) {
            boolean same = each.type().equals(CONDITION);
            boolean kept = same && each.status().equals("False");
            found |= same;
            conditions.add(kept ? after.withLastTransitionTime(each.lastTransitionTime()) : same ? after : each);
        }
        if (!found) {
            conditions.add(after);
        }
        return status.withConditions(List.copyOf(conditions));
    }
}
