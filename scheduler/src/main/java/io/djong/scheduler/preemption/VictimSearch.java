package io.djong.scheduler.preemption;

import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.scheduler.framework.PostFilterPlugin.Filtered;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds who would have to go from a node: takes all less important pods away, and puts back as many as possible, the
/// important ones and those whose budget has nothing left first.
final class VictimSearch {
    private final PodInfo pod;
    private final Snapshot snapshot;
    private final Filtered filtered;
    private final List<PodDisruptionBudget> budgets;

    /// @param candidate null when the pod would not fit even without them; then `refusal` says why
    record Found(@Nullable Candidate candidate, Status refusal) {}

    VictimSearch(PodInfo pod, Snapshot snapshot, Filtered filtered, List<PodDisruptionBudget> budgets) {
        this.pod = pod;
        this.snapshot = snapshot;
        this.filtered = filtered;
        this.budgets = budgets;
    }

    Found on(NodeInfo node) {
        List<PodInfo> lower = new ArrayList<>();
        for (PodInfo other : node.pods()) {
            if (other.priority() < pod.priority()) lower.add(other);
        }
        if (lower.isEmpty()) return new Found(null, DefaultPreemption.noVictims());
        lower.sort(Candidate.IMPORTANCE);
        NodeInfo trial = snapshot.trialOf(node);
        List<PodInfo> gone = new ArrayList<>();
        try {
            for (PodInfo other : lower) take(other, trial, gone);
            Status without = filtered.filter(trial);
            return without.isSuccess() ? reprieve(lower, trial, gone) : new Found(null, without);
        } finally {
            // The filters' state is the attempt's: as if nothing had been tried.
            for (PodInfo other : gone) filtered.podAdded(other, trial);
        }
    }

    private Found reprieve(List<PodInfo> lower, NodeInfo trial, List<PodInfo> gone) {
        Budgets left = new Budgets(budgets);
        List<PodInfo> violating = new ArrayList<>();
        List<PodInfo> others = new ArrayList<>();
        for (PodInfo other : lower) (left.takeAndSeeWhetherViolated(other) ? violating : others).add(other);
        int violations = 0;
        for (PodInfo other : violating) {
            if (!putBack(other, trial, gone)) violations++;
        }
        for (PodInfo other : others) putBack(other, trial, gone);
        List<PodInfo> victims = new ArrayList<>(gone);
        // It fits with all of them: what made it fail has changed.
        if (victims.isEmpty()) return new Found(null, DefaultPreemption.noVictims());
        victims.sort(Candidate.IMPORTANCE);
        return new Found(new Candidate(trial.name(), victims, violations), Status.SUCCESS);
    }

    private boolean putBack(PodInfo other, NodeInfo trial, List<PodInfo> gone) {
        trial.add(other);
        filtered.podAdded(other, trial);
        gone.remove(other);
        if (filtered.filter(trial).isSuccess()) return true;
        take(other, trial, gone);
        return false;
    }

    private void take(PodInfo other, NodeInfo trial, List<PodInfo> gone) {
        trial.remove(other);
        filtered.podRemoved(other, trial);
        gone.add(other);
    }
}
